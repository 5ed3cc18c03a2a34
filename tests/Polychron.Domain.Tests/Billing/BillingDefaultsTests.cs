using FsCheck;
using FsCheck.Fluent;
using Polychron.Domain.Billing;
using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;
using Polychron.Testing;
using Polychron.Testing.Domain;

namespace Polychron.Domain.Tests.Billing;

public class BillingDefaultsTests
{
    private const long UserId = 1;
    private const long TeamId = 2;

    // One status or none for each level: project, parent, grandparent, team, member, workspace.
    private static readonly Gen<BillingStatus?[]> Levels =
        Gen.Frequency(
            (3, Gen.Constant<BillingStatus?>(null)),
            (1, Gen.Elements(Enum.GetValues<BillingStatus>()).Select(status => (BillingStatus?)status))).ArrayOf(6);

    [Fact]
    public void The_first_level_that_says_one_decides() =>
        Properties.Holds(
            Levels,
            levels => Assert.Equal(
                levels.FirstOrDefault(level => level is not null) ?? BillingStatus.Undetermined,
                Resolve(levels, hasProject: true)),
            count: 1_000);

    [Fact]
    public void Without_a_project_the_member_and_the_workspace_decide() =>
        Properties.Holds(
            Levels,
            levels => Assert.Equal(levels[4] ?? levels[5] ?? BillingStatus.Undetermined, Resolve(levels, hasProject: false)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Each_level_decides_where_none_before_it_does(int level)
    {
        var levels = new BillingStatus?[6];
        for (var i = level; i < levels.Length; i++)
        {
            levels[i] = i == level ? BillingStatus.Paid : BillingStatus.NotBillable;
        }

        Assert.Equal(BillingStatus.Paid, Resolve(levels, hasProject: true));
    }

    [Fact]
    public void In_an_empty_workspace_nobody_has_decided() =>
        Assert.Equal(BillingStatus.Undetermined, BillingDefaults.Resolve(WorkspacePicture.Empty, null, UserId));

    private static BillingStatus Resolve(BillingStatus?[] levels, bool hasProject)
    {
        Project Level(long id, long? parentId, BillingStatus? status) =>
            Samples.Project(id, parentId: parentId) with { TeamId = TeamId, DefaultBillingStatus = status };
        var project = Level(12, 11, levels[0]);
        var picture = WorkspacePicture.Empty with
        {
            Workspace = Samples.Workspace() with { DefaultBillingStatus = levels[5] },
            Members = WorkspacePicture.Empty.Members.Add(UserId, Samples.Member(UserId) with { DefaultBillingStatus = levels[4] }),
            Teams = WorkspacePicture.Empty.Teams.Add(TeamId, Samples.Team(TeamId, UserId) with { DefaultBillingStatus = levels[3] }),
            Projects = ProjectForest.Empty.With(Level(10, null, levels[2])).With(Level(11, 10, levels[1])).With(project),
        };
        return BillingDefaults.Resolve(picture, hasProject ? project : null, UserId);
    }
}

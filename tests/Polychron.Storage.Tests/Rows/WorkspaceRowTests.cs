using NodaTime;
using Polychron.Domain.Entries.Policies;
using Polychron.Storage.Rows;
using Polychron.Testing.Domain;

namespace Polychron.Storage.Tests.Rows;

/// <summary>A workspace's rules for entries come back from its row as they were.</summary>
public sealed class WorkspaceRowTests
{
    public static TheoryData<EntryPolicy> Policies =>
    [
        EntryPolicy.None,
        new EntryPolicy { Overlap = OverlapRule.Split },
        new EntryPolicy { LockedBefore = new LocalDate(1999, 12, 31), RequiresProject = true },
        new EntryPolicy
        {
            Overlap = OverlapRule.Reject,
            Rounding = new Rounding(RoundingMode.Nearest, 15, RoundingScope.DayAndProject),
            LockedBefore = new LocalDate(2024, 2, 29),
            RequiresLabel = true,
        },
    ];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_policy_is_kept(EntryPolicy policy)
    {
        var workspace = Samples.Workspace() with { EntryPolicy = policy };

        Assert.Equal(workspace, RowCodec.ReadWorkspace(RowCodec.WriteEntity(workspace)));
    }
}

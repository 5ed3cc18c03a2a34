using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Rates;
using Polychron.Domain.Users;
using Polychron.Domain.Workspaces;
using Polychron.Testing;
using Polychron.Testing.Domain;

namespace Polychron.Domain.Tests.Workspaces;

public class WorkspacePictureTests
{
    [Fact]
    public void A_picture_holds_what_the_log_says() =>
        Properties.HoldsForLists(RandomLog.Steps, steps =>
        {
            var log = RandomLog.Of(steps);
            var picture = WorkspacePicture.Empty;
            var model = new Dictionary<(EntityKind Kind, long Id), Entity>();
            var longest = Duration.Zero;
            foreach (var record in log)
            {
                picture = picture.Apply(record);
                if (record.After is { } after)
                {
                    model[(after.Kind, after.Id)] = after;
                }
                else
                {
                    model.Remove((record.Subject.Kind, record.Subject.Id));
                }

                longest = record.After is Entry { End: { } end } entry ? Duration.Max(longest, end - entry.Start) : longest;
                AssertShows(picture, model, record.Sequence, longest);
            }
        });

    [Fact]
    public void Applying_records_again_changes_nothing_in_the_end() =>
        Properties.Holds(
            Gen.Choose(0, 40).SelectMany(length => RandomLog.Steps.ListOf(length)).Zip(Gen.Choose(0, 1_000)),
            drawn =>
            {
                var (steps, cut) = drawn;
                var log = RandomLog.Of([.. steps]);
                var picture = log.Aggregate(WorkspacePicture.Empty, (at, record) => at.Apply(record));

                // From any record on, as when a picture is loaded while writes go on.
                var again = log.Skip(log.Count == 0 ? 0 : cut % log.Count).Aggregate(picture, (at, record) => at.Apply(record));

                Assert.Equal(Describe(picture), Describe(again));
            });

    [Fact]
    public void An_entry_that_changes_hands_counts_for_its_new_user()
    {
        var before = Samples.Entry(5, Samples.Noon, userId: 1);
        var after = before with { UserId = 2 };
        var picture = WorkspacePicture.Empty
            .Apply(new LogRecord(5, Samples.Noon, 1, null, before))
            .Apply(new LogRecord(6, Samples.Noon, 1, before, after));

        Assert.Equal((0L, 6L), (picture.UserTallies[1].Count, picture.UserTallies[1].AsOf));
        Assert.Equal((1L, 6L), (picture.UserTallies[2].Count, picture.UserTallies[2].AsOf));
        Assert.Equal(after, picture.Running[2]);
        Assert.False(picture.Running.ContainsKey(1));
    }

    [Fact]
    public void A_record_of_the_directory_has_no_place_in_a_workspace()
    {
        var user = new User { Id = 1, Email = "a@example.com", Name = "A", TimeZone = "UTC" };

        Assert.Throws<InvalidOperationException>(() => WorkspacePicture.Empty.Apply(new LogRecord(1, Samples.Noon, 0, null, user)));
    }

    private static void AssertShows(
        WorkspacePicture picture, Dictionary<(EntityKind Kind, long Id), Entity> model, long sequence, Duration longest)
    {
        T[] All<T>() => [.. model.Values.OfType<T>()];
        var entries = All<Entry>();
        Assert.Equal(sequence, picture.Sequence);
        Assert.Equal(longest, picture.LongestSpan);
        Assert.Equal(All<Workspace>().SingleOrDefault(), picture.Workspace);
        Assert.Equal(ById(All<Polychron.Domain.Members.Member>()), ById(picture.Members.Values));
        Assert.Equal(ById(All<Polychron.Domain.Teams.Team>()), ById(picture.Teams.Values));
        Assert.Equal(ById(All<Polychron.Domain.Projects.Project>()), ById(picture.Projects.All));
        Assert.Equal(ById(entries.Where(entry => entry.IsRunning)), ById(picture.Running.Values));
        Assert.All(picture.Running, running => Assert.Equal(running.Key, running.Value.UserId));
        Assert.All(
            picture.UserTallies.Keys.Union(entries.Select(entry => entry.UserId)),
            user => AssertSums(entries.Where(entry => entry.UserId == user), picture.UserTallies[user]));
        Assert.All(
            picture.ProjectTallies.Keys.Union(entries.Select(entry => entry.ProjectId ?? 0)),
            project => AssertSums(entries.Where(entry => (entry.ProjectId ?? 0) == project), picture.ProjectTallies[project]));
    }

    private static void AssertSums(IEnumerable<Entry> entries, EntryTally tally)
    {
        var all = entries.ToList();
        Assert.Equal(all.Count, tally.Count);
        Assert.Equal(all.Sum(entry => entry.DurationSeconds), tally.Seconds);
        Assert.Equal(all.Sum(entry => entry.EstimatedSeconds), tally.EstimatedSeconds);
        Assert.Equal(all.Sum(entry => Cost.Of(entry.DurationSeconds, entry.HourRate)), tally.Cost);
        Assert.Equal(all.Sum(entry => Cost.Of(entry.DurationSeconds, entry.InternalHourRate)), tally.InternalCost);
        var billed = all.Where(entry => entry.BillingStatus is BillingStatus.Billed or BillingStatus.Paid).ToList();
        Assert.Equal(billed.Sum(entry => entry.DurationSeconds), tally.BilledSeconds);
        Assert.Equal(billed.Sum(entry => Cost.Of(entry.DurationSeconds, entry.HourRate)), tally.BilledCost);
    }

    private static IEnumerable<Entity> ById(IEnumerable<Entity> entities) => entities.OrderBy(entity => entity.Id);

    private static string Describe(WorkspacePicture picture) => string.Join(
        '\n',
        [
            $"{picture.Sequence} {picture.Workspace} {picture.LongestSpan}",
            .. ById(picture.Members.Values).Select(member => $"{member}"),
            .. ById(picture.Teams.Values).Select(team => $"{team}"),
            .. ById(picture.Projects.All).Select(project => $"{project}"),
            .. ById(picture.Running.Values).Select(entry => $"{entry}"),
            .. picture.UserTallies.OrderBy(tally => tally.Key).Select(tally => $"{tally}"),
            .. picture.ProjectTallies.OrderBy(tally => tally.Key).Select(tally => $"{tally}"),
        ]);
}

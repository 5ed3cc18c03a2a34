using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Storage.Log;

namespace Polychron.Storage.Tests.Logs;

public class RowPlannerTests
{
    private static readonly Entry Stopped = new()
    {
        Id = 5,
        UserId = 1,
        CreatorUserId = 1,
        ProjectId = 3,
        Start = Instant.FromUtc(2024, 3, 1, 8, 0),
        End = Instant.FromUtc(2024, 3, 1, 9, 0),
        DurationSeconds = 3_600,
        BillingStatus = BillingStatus.Undetermined,
    };

    [Fact]
    public void No_change_of_an_entry_takes_more_rows_than_a_batch_keeps_for_it()
    {
        // Whatever can change the keys: the start, the user, the project, and whether it runs.
        var images =
            from start in new[] { Stopped.Start, Stopped.Start + Duration.FromHours(1) }
            from user in new[] { 1L, 2L }
            from project in new long?[] { 3L, null }
            from end in new[] { Stopped.End, null }
            select Stopped with
            {
                Start = start,
                UserId = user,
                ProjectId = project,
                End = end,
                TimerStartedAt = end is null ? start : null,
            };
        Entry?[] all = [.. images, null];
        var fullest = 0;
        foreach (var before in all)
        {
            foreach (var after in all.Where(after => before is not null || after is not null))
            {
                var record = new LogRecord(9, Stopped.Start, 1, before, after);
                var plan = new RowPlan();
                WorkspaceRowPlanner.Instance.Plan([record], Tallies.None, plan);

                var rows = plan.ToWrites("workspaces", "w").Count;
                Assert.True(
                    rows <= WorkspaceRowPlanner.MaxRows(record),
                    $"{rows} rows where {WorkspaceRowPlanner.MaxRows(record)} are kept, from {before} to {after}");
                fullest = Math.Max(fullest, rows);
            }
        }

        Assert.Equal(9, fullest);
    }

    [Fact]
    public void A_new_entry_takes_as_many_rows_as_are_kept_for_it()
    {
        Entry[] news = [Stopped, Stopped with { End = null, TimerStartedAt = Stopped.Start }];
        Assert.All(news, entry =>
        {
            var record = new LogRecord(5, Stopped.Start, 1, null, entry);
            var plan = new RowPlan();
            WorkspaceRowPlanner.Instance.Plan([record], Tallies.None, plan);
            Assert.Equal(plan.ToWrites("workspaces", "w").Count, WorkspaceRowPlanner.MaxRows(record));
        });
    }
}

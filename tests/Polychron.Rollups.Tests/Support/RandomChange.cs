using System.Collections.Immutable;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Rollups.Tests.Support;

/// <summary>A random change of a workspace: all that can happen to entries, and what happens around them.</summary>
internal static class RandomChange
{
    /// <summary>The clock change of Paris, around which and around the month's end the entries crowd.</summary>
    public static readonly Instant Change = Instant.FromUtc(2024, 3, 31, 1, 0);

    private static readonly string[] Zones = ["Europe/Paris", "America/St_Johns", "Pacific/Apia", "Africa/Cairo", "UTC"];

    /// <summary>Makes one change of a workspace.</summary>
    public static async Task MakeAsync(RollupWorld world, Random random)
    {
        var entries = await world.EntriesAsync();
        await world.WriteAsync(
            transaction =>
            {
                Make(transaction, random, entries);
                return true;
            },
            actor: random.Next(1, 5));
    }

    /// <summary>Makes one change, of one of the entries or of something else.</summary>
    public static void Make(IWorkspaceTransaction transaction, Random random, IReadOnlyList<Entry> entries)
    {
        var entry = entries.Count == 0 ? null : entries[random.Next(entries.Count)];
        switch (random.Next(20))
        {
            case < 7:
                transaction.Create(Draw(random, transaction));
                break;
            case 7 when random.Next(3) == 0:
                for (var i = 0; i < 40; i++)
                {
                    transaction.Create(Draw(random, transaction));
                }

                break;
            case 8 when random.Next(4) == 0 && transaction.Picture.Workspace is { } workspace:
                transaction.Update(workspace, workspace with { TimeZone = Zones[random.Next(Zones.Length)] });
                break;
            case 9 when random.Next(4) == 0:
                DeleteSomething(transaction, random);
                break;
            case 10 when entry is not null:
                transaction.Delete(entry);
                break;
            case < 20 when entry is not null:
                transaction.Update(entry, Alter(entry, random, transaction.Picture));
                break;
            default:
                break;
        }
    }

    private static Entry Alter(Entry entry, Random random, WorkspacePicture picture) => random.Next(9) switch
    {
        0 => entry with { ProjectId = Project(random) },
        1 => entry with { LabelIds = Labels(random) },
        2 => entry with { HourRate = random.Next(20_000), InternalHourRate = random.Next(9_000) },
        3 => entry with { BillingStatus = (BillingStatus)random.Next(5) },
        4 => Moved(entry, random),
        5 => entry with { DurationSeconds = random.Next(90_000), EstimatedSeconds = random.Next(9_000) },
        6 => entry with { Title = $"Title {random.Next(9)}", Notes = $"Note {random.Next(9)}" },
        7 when entry.IsRunning => entry with { TimerStartedAt = null, End = entry.Start + Duration.FromHours(3), DurationSeconds = entry.DurationSeconds + 77 },
        7 when !picture.Running.ContainsKey(entry.UserId) => entry with { TimerStartedAt = Change + Duration.FromSeconds(random.Next(9_000)) },
        8 when !entry.IsRunning => entry with { UserId = random.Next(1, 5) },
        _ => entry with { IsEstimate = !entry.IsEstimate },
    };

    private static Entry Moved(Entry entry, Random random)
    {
        var start = Start(random);
        return entry with { Start = start, End = entry.End is null ? null : start + Duration.FromSeconds(entry.DurationSeconds) };
    }

    private static Entry Draw(Random random, IWorkspaceTransaction transaction)
    {
        var user = random.Next(1, 5);
        var start = Start(random);
        var seconds = random.Next(4) == 0 ? 0 : random.Next(30_000);
        var runs = random.Next(5) == 0 && !transaction.Picture.Running.ContainsKey(user);
        return new Entry
        {
            UserId = user,
            CreatorUserId = user,
            ProjectId = Project(random),
            Start = start,
            End = runs ? null : start + Duration.FromSeconds(seconds),
            TimerStartedAt = runs ? start : null,
            DurationSeconds = runs ? random.Next(2) * 33 : seconds,
            BillingStatus = (BillingStatus)random.Next(5),
            LabelIds = Labels(random),
            EstimatedSeconds = random.Next(3) * 700,
            HourRate = random.Next(3) * 3_333,
            InternalHourRate = random.Next(3) * 1_111,
            Title = $"Title {random.Next(5)}",
        };
    }

    private static void DeleteSomething(IWorkspaceTransaction transaction, Random random)
    {
        var picture = transaction.Picture;
        if (random.Next(2) == 0 && picture.Labels.Count > 1)
        {
            transaction.Delete(picture.Labels.Values.First());
        }
        else if (picture.Projects.All.FirstOrDefault(project => project.Id != 15) is { } project && picture.Projects.Count > 3)
        {
            transaction.Delete(project);
        }
    }

    // Within minutes of a clock change, or of the end of a month; or some day of a year and a half.
    private static Instant Start(Random random)
    {
        var around = random.Next(4) switch
        {
            0 => Change + Duration.FromSeconds(random.Next(-9_000, 9_000)),
            1 => Instant.FromUtc(2024, 3, 31, 22, 0) + Duration.FromSeconds(random.Next(-9_000, 9_000)),
            2 => Instant.FromUtc(2023, 12, 31, 23, 0) + Duration.FromSeconds(random.Next(-90_000, 90_000)),
            _ => Instant.FromUtc(2023, 6, 1, 0, 0) + Duration.FromSeconds(random.Next(60_000_000)),
        };
        return Microseconds.Truncate(around);
    }

    private static long? Project(Random random) => random.Next(7) is var project and > 0 ? 10 + project : null;

    private static ImmutableSortedSet<long> Labels(Random random) =>
        [.. Enumerable.Range(21, 4).Where(_ => random.Next(3) == 0).Select(label => (long)label)];
}

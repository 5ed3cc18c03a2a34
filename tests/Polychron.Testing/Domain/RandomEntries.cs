using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Time;

namespace Polychron.Testing.Domain;

/// <summary>
/// Entries of a few users, projects and labels whose starts crowd around a moment, with all that makes sums go wrong:
/// durations apart from the clock times, odd rates, days without clock times, timers that run, labels by the set, estimates.
/// </summary>
public static class RandomEntries
{
    /// <summary>The users.</summary>
    public const int Users = 4;

    /// <summary>The projects; 0 stands for none.</summary>
    public const int Projects = 6;

    /// <summary>The labels.</summary>
    public const int Labels = 4;

    private static readonly Gen<long> Rates = Gen.OneOf(Gen.Constant(0L), Properties.Between(1, 9_999), Properties.Between(1, 50_000_000));

    /// <summary>An entry that starts within some days of a moment of a zone, and if it runs was started at most an hour before it.</summary>
    public static Gen<Entry> Around(ZonedMoment moment, int days = 40) =>
        from id in Properties.Between(1, 1_000)
        from user in Gen.Choose(1, Users)
        from project in Gen.Choose(0, Projects)
        from isClose in Gen.Elements(true, false)
        from offset in isClose ? Properties.Between(-7_200_000_000, 7_200_000_000) : Properties.Between(-86_400_000_000L * days, 86_400_000_000L * days)
        from seconds in Gen.OneOf(Gen.Constant(0L), Properties.Between(1, 100), Properties.Between(1, 200_000))
        from estimate in Gen.OneOf(Gen.Constant(0L), Properties.Between(1, 100_000))
        from rate in Rates
        from internalRate in Rates
        from status in Gen.Elements(Enum.GetValues<BillingStatus>())
        from labels in Gen.Choose(1, Labels).Select(label => (long)label).ListOf(3)
        from labelCount in Gen.Choose(0, 3)
        from form in Gen.Choose(0, 5)
        let start = Microseconds.Truncate(moment.Instant + Duration.FromTicks(offset * 10))
        select Shape(
            new Entry
            {
                Id = id,
                Version = 1,
                UserId = user,
                CreatorUserId = user,
                ProjectId = project == 0 ? null : project,
                Start = start,
                End = start + Duration.FromSeconds(seconds),
                DurationSeconds = seconds,
                EstimatedSeconds = estimate,
                HourRate = rate,
                InternalHourRate = internalRate,
                BillingStatus = status,
                LabelIds = [.. labels.Take(labelCount)],
            },
            form,
            moment);

    private static Entry Shape(Entry entry, int form, ZonedMoment moment)
    {
        switch (form)
        {
            case 0:
                return entry with { End = null, TimerStartedAt = moment.Instant - Duration.FromSeconds(entry.EstimatedSeconds % 3_600) };
            case 1:
                var start = Zones.StartOfDay(entry.Start.InZone(moment.Zone).Date, moment.Zone);
                return entry with { IsDayOnly = true, Start = start, End = start + Duration.FromSeconds(entry.DurationSeconds) };
            case 2:
                return entry with { DurationSeconds = entry.DurationSeconds / 3 };
            default:
                return entry;
        }
    }
}

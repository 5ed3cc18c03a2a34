using NodaTime;
using NodaTime.Text;
using Polychron.Soak.Model;
using Polychron.Soak.World;

namespace Polychron.Soak.Checks;

/// <summary>Sums of entries.</summary>
internal readonly record struct Sums(long Entries, long Seconds, long Billable, long Billed, long Revenue = 0)
{
    public static Sums operator +(Sums left, Sums right) => new(
        left.Entries + right.Entries, left.Seconds + right.Seconds, left.Billable + right.Billable, left.Billed + right.Billed,
        left.Revenue + right.Revenue);
}

/// <summary>Sums made entry by entry, by rules of its own: what every report has to equal.</summary>
internal static class BruteForce
{
    /// <summary>The sums of one entry. Revenue is rounded once, halves up, and is of what can be billed.</summary>
    public static Sums Of(EntryFacts facts, long hourRate = 0)
    {
        var isBillable = facts.Billing != "not_billable";
        return new Sums(
            1,
            facts.Seconds,
            isBillable ? facts.Seconds : 0,
            facts.Billing is "billed" or "paid" ? facts.Seconds : 0,
            isBillable ? ((facts.Seconds * hourRate) + 1_800) / 3_600 : 0);
    }

    /// <summary>The sums of each group; an entry may be in several.</summary>
    public static Dictionary<string, Sums> Group(
        IEnumerable<(EntryFacts Facts, long HourRate)> entries, Func<EntryFacts, IEnumerable<string>> groups)
    {
        var sums = new Dictionary<string, Sums>();
        foreach (var (facts, rate) in entries)
        {
            foreach (var group in groups(facts))
            {
                sums[group] = sums.GetValueOrDefault(group) + Of(facts, rate);
            }
        }

        return sums;
    }

    /// <summary>The local day on which an entry counts.</summary>
    public static LocalDate Day(EntryFacts facts, DateTimeZone zone) => facts.Start.InZone(zone).Date;

    /// <summary>The groups of a name, as Timether's summary has them.</summary>
    public static IEnumerable<string> Groups(string name, EntryFacts facts, Space space) => name switch
    {
        "member" => [$"{facts.UserId}"],
        "project" => [$"{facts.Project}"],
        "client" => [facts.Project is { } id ? $"{space.Projects.First(job => job.Id == id).ClientId}" : ""],
        "tag" => facts.Labels.Length == 0 ? [""] : facts.Labels.Split(','),
        "day" => [LocalDatePattern.Iso.Format(Day(facts, space.Zone))],
        "week" => [LocalDatePattern.Iso.Format(Monday(Day(facts, space.Zone)))],
        "month" => [LocalDatePattern.Iso.Format(Day(facts, space.Zone))[..7]],
        "billing_status" => [facts.Billing],
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>What differs between two sets of sums, in words; empty if nothing does.</summary>
    public static IReadOnlyList<string> Differences(Dictionary<string, Sums> expected, Dictionary<string, Sums> found) =>
    [
        .. expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
            .Where(key => !expected.TryGetValue(key, out var left) || !found.TryGetValue(key, out var right) || left != right)
            .Select(key => $"'{key}' is {(found.TryGetValue(key, out var is_) ? is_ : "missing")}, by entries {(expected.TryGetValue(key, out var has) ? has : "nothing")}"),
    ];

    private static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);
}

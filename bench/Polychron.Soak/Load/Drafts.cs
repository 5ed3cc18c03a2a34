using NodaTime;
using Polychron.Soak.Model;
using Polychron.Soak.World;

namespace Polychron.Soak.Load;

/// <summary>Draws entries: ordinary ones, ones over midnight and the end of a month, and ones in a night of a clock change.</summary>
internal sealed class Drafts(Space space, Person who, string mark, Random random)
{
    public static readonly IReadOnlyList<string> Statuses = ["not_billable", "billable", "billed", "paid"];

    private static readonly string[] Words = ["Review", "Café ☕", "🎬 Dreh", "打ち合わせ", "Ünïcode", "👩‍💻 pairing", "<b>&amp;\"quoted\"", "plan, build; test"];

    private int _number;

    /// <summary>A title that no other entry has.</summary>
    public string Title() => $"{Words[random.Next(Words.Length)]} {mark}-{_number++}";

    /// <summary>A new entry.</summary>
    public EntryFacts Entry()
    {
        var (start, seconds) = Times();
        return new EntryFacts
        {
            UserId = who.Id,
            Title = Title(),
            Notes = Notes(),
            Start = start,
            Seconds = seconds,
            Project = Project(),
            Labels = random.Next(2) == 0 ? "" : Labels(),
            Billing = Statuses[random.Next(Statuses.Count)],
        };
    }

    /// <summary>An entry that differs from one in a thing or two.</summary>
    public EntryFacts Changed(EntryFacts facts)
    {
        var changed = random.Next(7) switch
        {
            0 => facts with { Title = Title() },
            1 => facts with { Notes = Notes() },
            2 => Moved(facts),
            3 => facts with { Project = Project() },
            4 => facts with { Labels = Labels() },
            5 => facts with { Billing = Statuses[random.Next(Statuses.Count)] },
            _ => Moved(facts) with { Project = Project(), Billing = Statuses[random.Next(Statuses.Count)] },
        };
        return changed == facts ? facts with { Title = Title() } : changed;
    }

    private EntryFacts Moved(EntryFacts facts)
    {
        var (start, seconds) = Times();
        return facts with { Start = start, Seconds = seconds };
    }

    private string? Notes() => random.Next(3) switch { 0 => "line one\nline two — ✓", 1 => "a note", _ => null };

    private long? Project() => random.Next(6) == 0 ? null : space.Projects[random.Next(space.Projects.Count)].Id;

    private string Labels() => EntryFacts.LabelsOf(space.Labels.Where(_ => random.Next(3) == 0));

    private (Instant Start, long Seconds) Times()
    {
        var day = space.Days.First.PlusDays(random.Next(Period.DaysBetween(space.Days.First, space.Days.Last)));
        var (date, minute, seconds) = random.Next(10) switch
        {
            0 => (day, (23 * 60) + random.Next(60), 3_600 + (60L * random.Next(240))),
            1 => (new LocalDate(day.Year, day.Month, 1).PlusDays(-1), (22 * 60) + random.Next(120), 60L * random.Next(1, 400)),
            2 => (space.Days.ClockChanges[random.Next(space.Days.ClockChanges.Count)], random.Next(24 * 60), 60L * random.Next(1, 300)),
            3 => (day, random.Next(24 * 60), random.Next(1, 50_000)),
            _ => (day, random.Next(7 * 60, 19 * 60), 60L * random.Next(1, 240)),
        };

        // A time that the clock skips moves on, one that comes twice is the first: any instant will do here.
        var local = date.AtMidnight().PlusMinutes(minute);
        return (space.Zone.AtLeniently(local).ToInstant(), seconds);
    }
}

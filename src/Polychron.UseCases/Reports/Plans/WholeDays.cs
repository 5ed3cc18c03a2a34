using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Reports.Plans;

/// <summary>The whole local days within a range of instants, and where they begin and end.</summary>
internal sealed class WholeDays
{
    // Beyond what entries can have, with room for every zone.
    private static readonly LocalDate Earliest = new(1899, 12, 1);
    private static readonly LocalDate Latest = new(2200, 2, 1);

    private readonly Instant? _start;
    private readonly Instant? _end;

    private WholeDays(LocalDate first, LocalDate next, Instant? start, Instant? end) =>
        (First, Next, _start, _end) = (first, next, start, end);

    /// <summary>The first day.</summary>
    public LocalDate First { get; }

    /// <summary>The end, exclusive.</summary>
    public LocalDate Next { get; }

    /// <summary>Whether there is no whole day.</summary>
    public bool IsEmpty => First >= Next;

    /// <summary>The whole days within the bounds of a scan; without a bound, all days on that side.</summary>
    public static WholeDays In(EntryScan scan, DateTimeZone zone)
    {
        var days = new LocalDays(zone);
        var (first, start) = (Earliest, (Instant?)null);
        if (scan.From is { } from && from > EntryLimits.Earliest)
        {
            first = days.Of(Instant.Min(from, EntryLimits.Latest));
            start = Zones.StartOfDay(first, zone);
            if (start < from)
            {
                first = first.PlusDays(1);
                start = Zones.StartOfDay(first, zone);
            }
        }

        var (next, end) = (Latest, (Instant?)null);
        if (scan.To is { } to && to < EntryLimits.Latest)
        {
            next = days.Of(Instant.Max(to, EntryLimits.Earliest));
            end = Zones.StartOfDay(next, zone);
        }

        return new WholeDays(first, next, start, end);
    }

    /// <summary>What a scan has before and after the whole days.</summary>
    public IReadOnlyList<EntryScan> Edges(EntryScan scan)
    {
        var edges = new List<EntryScan>(2);
        if (_start is { } start && scan.From < start)
        {
            edges.Add(scan with { To = start });
        }

        if (_end is { } end && end < scan.To)
        {
            edges.Add(scan with { From = end });
        }

        return edges;
    }
}

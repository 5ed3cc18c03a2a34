using System.Globalization;

namespace Polychron.UseCases.Reports.Plans;

/// <summary>How a report was answered: from what it read its sums. Its text is for people who look into what a report costs.</summary>
public sealed record ReportPlan
{
    /// <summary>Why entries were read, or null where kept cells were.</summary>
    public EntriesReason? Because { get; init; }

    /// <summary>How many months were read from cells of months.</summary>
    public int Months { get; init; }

    /// <summary>How many days were read from cells of days.</summary>
    public int Days { get; init; }

    /// <summary>How many records of the log came on top of the cells.</summary>
    public long Tail { get; init; }

    /// <summary>How many parts of days at the edges were read from entries.</summary>
    public int Edges { get; init; }

    /// <summary>Entries were read.</summary>
    public static ReportPlan Entries(EntriesReason because) => new() { Because = because };

    /// <inheritdoc />
    public override string ToString() => Because is { } because
        ? $"entries; because={Text(because)}"
        : string.Create(CultureInfo.InvariantCulture, $"cells; months={Months}; days={Days}; tail={Tail}; edges={Edges}");

    private static string Text(EntriesReason because) => because switch
    {
        EntriesReason.NoCells => "no-cells",
        EntriesReason.FewEntries => "few-entries",
        EntriesReason.Detail => "detail",
        EntriesReason.Zone => "zone",
        EntriesReason.Range => "range",
        EntriesReason.Rebuilding => "rebuilding",
        EntriesReason.LogTail => "log-tail",
        _ => "contention",
    };
}

/// <summary>Why a report reads entries.</summary>
public enum EntriesReason
{
    /// <summary>Its view has no kept cells.</summary>
    NoCells,

    /// <summary>There are so few entries that reading them costs less.</summary>
    FewEntries,

    /// <summary>It asks for what cells do not tell apart: titles, notes, words, exact intervals, whether entries run.</summary>
    Detail,

    /// <summary>It asks for days of another zone than the cells'.</summary>
    Zone,

    /// <summary>Its range holds no whole day.</summary>
    Range,

    /// <summary>Cells of its range are being rebuilt.</summary>
    Rebuilding,

    /// <summary>More records have come since the cells than are read on top of them.</summary>
    LogTail,

    /// <summary>The cells moved each time they were read.</summary>
    Contention,
}

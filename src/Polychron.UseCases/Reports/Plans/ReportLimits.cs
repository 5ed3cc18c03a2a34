namespace Polychron.UseCases.Reports.Plans;

/// <summary>From when on a report reads kept cells, and up to when they are worth it.</summary>
public sealed record ReportLimits
{
    /// <summary>
    /// Entries are read where the narrowest index has at most this many in all: that is one page, which costs less than
    /// checkpoint, cells and records.
    /// </summary>
    public long FewEntries { get; init; } = 1_000;

    /// <summary>
    /// The most records that are read on top of the cells. More than that are there only while cells catch up with an import;
    /// the entries are read meanwhile, page by page.
    /// </summary>
    public long MaxTail { get; init; } = 20_000;

    /// <summary>How many times a report begins again when the cells moved while it read them.</summary>
    public int MaxAttempts { get; init; } = 4;
}

namespace Polychron.Dialects.Timing.Wire.Pages;

/// <summary>
/// Which page numbers <c>meta.links</c> names: all of up to 13 pages; of more, both ends and the neighbourhood of the current
/// page, with a gap where pages are left out. These are the rules of the paginator that the documented examples come from
/// (Laravel's, with three pages on each side).
/// </summary>
internal static class PageWindow
{
    /// <summary>Stands for the pages that are left out.</summary>
    public const long Gap = 0;

    private const int EachSide = 3;
    private const int MostWithoutGap = EachSide * 2 + 7;

    // Closer to an end than this, the neighbourhood and the end are one range, of this width and the further side.
    private const int Window = EachSide + 4;

    /// <summary>The page numbers in order, with <see cref="Gap"/> between.</summary>
    /// <param name="current">The current page, 1 or more; it may lie past the last.</param>
    /// <param name="last">The last page, 1 or more.</param>
    public static IEnumerable<long> Of(long current, long last)
    {
        if (last <= MostWithoutGap)
        {
            return Range(1, last);
        }

        if (current <= Window)
        {
            return [.. Range(1, Window + EachSide), Gap, .. Range(last - 1, last)];
        }

        return current > last - Window
            ? [1, 2, Gap, .. Range(last - (Window + EachSide - 1), last)]
            : [1, 2, Gap, .. Range(current - EachSide, current + EachSide), Gap, .. Range(last - 1, last)];
    }

    private static IEnumerable<long> Range(long first, long last)
    {
        for (var page = first; page <= last; page++)
        {
            yield return page;
        }
    }
}

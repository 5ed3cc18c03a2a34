using Polychron.Dialects.Query;

namespace Polychron.Dialects.Paging;

/// <summary>Which page a client asks for.</summary>
/// <param name="Number">The page's number, 1 or more.</param>
/// <param name="Size">How many items a page has, 1 or more.</param>
public readonly record struct PageRequest(long Number, int Size)
{
    // So that the offset of any page fits a long.
    private const long MaxNumber = 1_000_000_000_000;

    /// <summary>How many items come before the page.</summary>
    public long Offset => (Number - 1) * Size;

    /// <summary>Reads the page from a query; what is wrong goes to the query's errors.</summary>
    /// <param name="query">The query.</param>
    /// <param name="defaultSize">The size if the client names none.</param>
    /// <param name="maxSize">The largest size.</param>
    /// <param name="numberName">The name of the page's number.</param>
    /// <param name="sizeName">The name of its size; null if clients cannot choose.</param>
    public static PageRequest Read(
        QueryBag query, int defaultSize, int maxSize, string numberName = "page", string? sizeName = "per_page")
    {
        var number = query.WholeNumber(numberName, 1, MaxNumber) ?? 1;
        var size = sizeName is null ? null : query.WholeNumber(sizeName, 1, maxSize);
        return new PageRequest(number, (int)(size ?? defaultSize));
    }
}

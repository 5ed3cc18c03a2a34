using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Paging;
using Polychron.Dialects.Query;

namespace Polychron.Dialects.Timely.Wire.Lists;

/// <summary>
/// Which part of a list is asked for: by <c>page</c> and <c>per_page</c>, or by <c>offset</c> and <c>limit</c>. Where both are
/// given, the page counts.
/// </summary>
/// <param name="Offset">How many items come before it.</param>
/// <param name="Count">How many it has at most.</param>
/// <param name="Page">Its number from 1, if it was asked for by number.</param>
internal readonly record struct ListWindow(long Offset, int Count, long? Page)
{
    private const long MaxNumber = 1_000_000_000;

    /// <summary>Reads it; refused values are in the query's errors.</summary>
    /// <param name="query">The query.</param>
    /// <param name="defaultCount">How many items without <c>limit</c> or <c>per_page</c>.</param>
    /// <param name="maxCount">The most that may be asked for.</param>
    public static ListWindow Read(QueryBag query, int defaultCount, int maxCount)
    {
        var page = query.WholeNumber("page", 1, MaxNumber);
        var size = (int?)(query.WholeNumber("per_page", 1, maxCount) ?? query.WholeNumber("limit", 1, maxCount)) ?? defaultCount;
        var offset = query.WholeNumber("offset", 0, MaxNumber) ?? 0;
        return page is { } number || query.Has("per_page")
            ? new ListWindow(((page ?? 1) - 1) * size, size, page ?? 1)
            : new ListWindow(offset, size, null);
    }

    /// <summary>The items of the window, with a <c>Link</c> to the next ones if there are any.</summary>
    public IReadOnlyList<T> Cut<T>(HttpRequest request, QueryBag query, IReadOnlyList<T> all)
    {
        var items = Offset >= all.Count ? [] : all.Skip((int)Offset).Take(Count).ToList();
        LinkNext(request, query, Offset + items.Count < all.Count && items.Count > 0);
        return items;
    }

    /// <summary>Adds <c>Link: &lt;...&gt;; rel="next"</c> if there is more.</summary>
    public void LinkNext(HttpRequest request, QueryBag query, bool hasMore)
    {
        if (!hasMore)
        {
            return;
        }

        var url = Page is { } page
            ? new PageLinks(request, query).Of(page + 1)
            : new PageLinks(request, query, "offset").Of(Offset + Count);
        request.HttpContext.Response.Headers.Link = $"<{url}>; rel=\"next\"";
    }
}

namespace Polychron.Dialects.Paging;

/// <summary>What there is to say about a page once the total is known.</summary>
/// <param name="Request">The page that was asked for; it may lie behind the last one.</param>
/// <param name="Total">How many items there are in all, 0 or more.</param>
public readonly record struct NumberedPage(PageRequest Request, long Total)
{
    /// <summary>The number of the last page; 1 if there are no items.</summary>
    public long Last => Total == 0 ? 1 : ((Total - 1) / Request.Size) + 1;

    /// <summary>The number of the page's first item, counted from 1; null if the page is empty.</summary>
    public long? From => Request.Offset < Total ? Request.Offset + 1 : null;

    /// <summary>The number of the page's last item; null if the page is empty.</summary>
    public long? To => Request.Offset < Total ? Math.Min(Request.Offset + Request.Size, Total) : null;

    /// <summary>The number of the page before; null on the first.</summary>
    public long? Previous => Request.Number > 1 ? Request.Number - 1 : null;

    /// <summary>The number of the next page; null on the last and behind it.</summary>
    public long? Next => Request.Number < Last ? Request.Number + 1 : null;
}

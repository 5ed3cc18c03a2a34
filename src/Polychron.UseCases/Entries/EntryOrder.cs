using Polychron.Domain.Entries;

namespace Polychron.UseCases.Entries;

/// <summary>By what a list of entries is in order.</summary>
public enum EntrySort
{
    /// <summary>When they were last changed.</summary>
    UpdatedAt,

    /// <summary>When they were created, which is the order of their ids.</summary>
    CreatedAt,

    /// <summary>When they start.</summary>
    Start,
}

/// <summary>The order of a list of entries; those that are equal by it are in order of their ids.</summary>
/// <param name="Sort">By what.</param>
/// <param name="IsDescending">Whether it begins with the latest.</param>
public readonly record struct EntryOrder(EntrySort Sort, bool IsDescending) : IComparer<Entry>
{
    /// <summary>Negative if <paramref name="x"/> comes first.</summary>
    public int Compare(Entry? x, Entry? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = Sort switch
        {
            EntrySort.UpdatedAt => x.UpdatedAt.CompareTo(y.UpdatedAt),
            EntrySort.Start => x.Start.CompareTo(y.Start),
            _ => 0,
        };
        order = order != 0 ? order : x.Id.CompareTo(y.Id);
        return IsDescending ? -order : order;
    }
}

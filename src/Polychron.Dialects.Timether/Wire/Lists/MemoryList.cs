using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Polychron.Dialects.Replies;
using Polychron.Domain.Log;
using Polychron.Domain.Time;

namespace Polychron.Dialects.Timether.Wire.Lists;

/// <summary>A list of what is in the workspace's picture, so that a page of it costs no read: its sorts, filters and form.</summary>
/// <param name="write">Writes an item.</param>
/// <param name="name">The items' name, by which they can be sorted.</param>
/// <param name="filters">The filters.</param>
internal sealed class MemoryList<T>(Action<Utf8JsonWriter, Viewer, T> write, Func<T, string> name, params ListFilter<T>[] filters)
    where T : Entity
{
    /// <summary>By what the items can be sorted; the first one is the default.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["id", "name", "created_at", "updated_at"];

    /// <summary>The names of the filters.</summary>
    public IReadOnlyList<string> Filters { get; } = [.. filters.Select(filter => filter.Name)];

    /// <summary>The page that a request asks for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="viewer">The reader.</param>
    /// <param name="all">The items that the reader sees.</param>
    public Reply Page(HttpRequest request, Viewer viewer, IEnumerable<T> all)
    {
        var query = ListQuery.Read(request, Sorts, Filters, DateTimeZone.Utc);
        var items = all;
        foreach (var filter in filters)
        {
            if (filter.Read(query.Query, viewer, all) is { } isIn)
            {
                items = items.Where(isIn);
            }
        }

        query.Query.ThrowIfInvalid();
        if (query.UpdatedAfter is { } after)
        {
            items = items.Where(item => item.UpdatedAt > after);
        }

        Func<T, SortKey> key = query.Sort switch
        {
            "name" => item => new SortKey(0, name(item)),
            "created_at" => item => new SortKey(Microseconds.FromInstant(item.CreatedAt)),
            "updated_at" => item => new SortKey(Microseconds.FromInstant(item.UpdatedAt)),
            _ => item => new SortKey(item.Id),
        };
        var ordered = items.Select(item => (Key: key(item), item.Id, Item: item))
            .Where(place => query.Cursor is not { } cursor || IsBehind(place.Key, place.Id, cursor, query.IsDescending));
        var page = (query.IsDescending
                ? ordered.OrderByDescending(place => place.Key).ThenByDescending(place => place.Id)
                : ordered.OrderBy(place => place.Key).ThenBy(place => place.Id))
            .Take(query.Limit + 1).ToList();
        var isLast = page.Count <= query.Limit;
        var shown = page.Take(query.Limit).ToList();
        return ListReply.Of(
            shown.Select(place => place.Item),
            isLast ? null : query.CursorBehind(shown[^1].Key, shown[^1].Id),
            viewer,
            write);
    }

    private static bool IsBehind(SortKey key, long id, Cursor cursor, bool isDescending)
    {
        var order = key.CompareTo(cursor.Key) is not 0 and var byKey ? byKey : id.CompareTo(cursor.Id);
        return isDescending ? order < 0 : order > 0;
    }
}

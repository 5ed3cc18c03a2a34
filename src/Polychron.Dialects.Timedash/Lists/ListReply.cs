using Polychron.Dialects.Replies;
using Polychron.Dialects.Timedash.Resources;

namespace Polychron.Dialects.Timedash.Lists;

/// <summary>The one envelope of all lists.</summary>
internal static class ListReply
{
    /// <summary>A page of items.</summary>
    public static Reply Of<T>(ListQuery<T> query, Viewer viewer, IReadOnlyList<T> page, long total) => Reply.Ok(
        JsonBytes.Render((query, viewer, page, total), static (json, list) =>
        {
            var (query, viewer, page, total) = list;
            json.WriteStartObject();
            json.WriteString("object"u8, "list"u8);
            json.WriteNumber("page"u8, query.Page);
            json.WriteNumber("size"u8, query.Size);
            json.WriteNumber("total"u8, total);
            json.WriteNumber("pages"u8, (total + query.Size - 1) / query.Size);
            json.WriteBoolean("has_more"u8, query.Offset + page.Count < total && page.Count > 0);
            json.WriteStartArray("data"u8);
            for (var i = 0; i < page.Count; i++)
            {
                query.Resource.Write(json, page[i], viewer);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));

    /// <summary>The page of items that are in memory.</summary>
    public static Reply Of<T>(ListQuery<T> query, Viewer viewer, IEnumerable<T> items)
    {
        var found = items.Where(item => query.Matches(item, viewer)).ToList();
        found.Sort(query.Order(viewer));
        var page = query.Offset >= found.Count ? [] : found.GetRange((int)query.Offset, (int)Math.Min(query.Size, found.Count - query.Offset));
        return Of(query, viewer, page, found.Count);
    }
}

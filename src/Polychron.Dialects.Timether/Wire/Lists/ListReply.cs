using System.Text.Json;
using Polychron.Dialects.Replies;

namespace Polychron.Dialects.Timether.Wire.Lists;

/// <summary>The reply of every list: <c>{"data":[...],"next_cursor":"..."|null}</c>.</summary>
internal static class ListReply
{
    /// <summary>A page.</summary>
    public static Reply Of<T>(IEnumerable<T> items, string? nextCursor, Viewer viewer, Action<Utf8JsonWriter, Viewer, T> write) =>
        Reply.Ok(JsonBytes.Render(
            (items, nextCursor, viewer, write),
            static (json, page) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("data"u8);
                foreach (var item in page.items)
                {
                    page.write(json, page.viewer, item);
                }

                json.WriteEndArray();
                json.WriteString("next_cursor"u8, page.nextCursor);
                json.WriteEndObject();
            }));
}

using System.Text.Json;
using Polychron.Dialects.Replies;

namespace Polychron.Dialects.Timing.Wire.Pages;

/// <summary>The reply of a list that is not paginated: <c>data</c> alone.</summary>
internal static class ListReply
{
    /// <summary>All items.</summary>
    public static Reply Of<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => Reply.Ok(
        JsonBytes.Render((items, write), static (json, list) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data"u8);
            foreach (var item in list.items)
            {
                list.write(json, item);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));
}

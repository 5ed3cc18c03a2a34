using System.Text.Json;
using Polychron.Dialects.Replies;

namespace Polychron.Dialects.Timely.Wire.Lists;

/// <summary>Replies of JSON, made by writers that know the viewer.</summary>
internal static class Json
{
    /// <summary>One value.</summary>
    public static byte[] One<T>(Viewer viewer, T item, Action<Utf8JsonWriter, Viewer, T> write) =>
        JsonBytes.Render((viewer, item, write), static (json, one) => one.write(json, one.viewer, one.item));

    /// <summary>A list.</summary>
    public static byte[] List<T>(Viewer viewer, IEnumerable<T> items, Action<Utf8JsonWriter, Viewer, T> write) =>
        JsonBytes.Render((viewer, items, write), static (json, list) =>
        {
            json.WriteStartArray();
            foreach (var item in list.items)
            {
                list.write(json, list.viewer, item);
            }

            json.WriteEndArray();
        });

    /// <summary>What a deletion answers.</summary>
    public static Reply Deleted { get; } = Reply.Ok("{}"u8.ToArray());
}

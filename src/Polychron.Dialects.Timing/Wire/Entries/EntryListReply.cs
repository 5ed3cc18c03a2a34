using Polychron.Dialects.Paging;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timing.Wire.Pages;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timing.Wire.Entries;

/// <summary>The reply of "List time entries".</summary>
internal static class EntryListReply
{
    /// <summary>A page of entries with the links to the others.</summary>
    public static Reply Of(EntryListPage page, EntryListQuery query, TimeEntryView view, PageLinks links, string path) => Reply.Ok(
        JsonBytes.Render(
            (page, number: new NumberedPage(query.Page, page.Total), view, links, path),
            static (json, list) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("data"u8);
                for (var i = 0; i < list.page.Entries.Count; i++)
                {
                    TimeEntryJson.Write(json, list.page.Entries[i], list.view);
                }

                json.WriteEndArray();
                PageJson.Write(json, list.number, list.links, list.path);
                json.WriteEndObject();
            }));
}

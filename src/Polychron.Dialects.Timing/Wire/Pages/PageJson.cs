using System.Text.Json;
using Polychron.Dialects.Paging;

namespace Polychron.Dialects.Timing.Wire.Pages;

/// <summary>What stands beside the data of a page: <c>links</c> and <c>meta</c>.</summary>
internal static class PageJson
{
    /// <summary>Writes both members of the envelope.</summary>
    /// <param name="json">The envelope's object.</param>
    /// <param name="page">The page and the total.</param>
    /// <param name="links">The addresses of pages.</param>
    /// <param name="path">The address of the list without a query.</param>
    public static void Write(Utf8JsonWriter json, in NumberedPage page, PageLinks links, string path)
    {
        json.WriteStartObject("links"u8);
        json.WriteString("first"u8, links.Of(1));
        json.WriteString("last"u8, links.Of(page.Last));
        json.WriteString("prev"u8, links.Of(page.Previous));
        json.WriteString("next"u8, links.Of(page.Next));
        json.WriteEndObject();

        json.WriteStartObject("meta"u8);
        json.WriteNumber("current_page"u8, page.Request.Number);
        WriteNumber(json, "from"u8, page.From);
        json.WriteNumber("last_page"u8, page.Last);
        WriteLinks(json, page, links);
        json.WriteString("path"u8, path);
        json.WriteNumber("per_page"u8, page.Request.Size);
        WriteNumber(json, "to"u8, page.To);
        json.WriteNumber("total"u8, page.Total);
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, in NumberedPage page, PageLinks links)
    {
        json.WriteStartArray("links"u8);
        WriteLink(json, links.Of(page.Previous), "&laquo; Previous", page.Previous, isActive: false);
        foreach (var number in PageWindow.Of(page.Request.Number, page.Last))
        {
            if (number == PageWindow.Gap)
            {
                WriteLink(json, null, "...", null, isActive: false);
            }
            else
            {
                WriteLink(json, links.Of(number), number.ToString(), number, number == page.Request.Number);
            }
        }

        WriteLink(json, links.Of(page.Next), "Next &raquo;", page.Next, isActive: false);
        json.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter json, string? url, string label, long? number, bool isActive)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, url);
        json.WriteString("label"u8, label);
        WriteNumber(json, "page"u8, number);
        json.WriteBoolean("active"u8, isActive);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

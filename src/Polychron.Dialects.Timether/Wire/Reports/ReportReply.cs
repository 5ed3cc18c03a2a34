using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using NodaTime.Text;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire.Workspaces;
using Polychron.Domain.Entries.Policies;

namespace Polychron.Dialects.Timether.Wire.Reports;

/// <summary>The reply of every report, as JSON or CSV.</summary>
internal static class ReportReply
{
    /// <summary>Whether the request asks for CSV rather than JSON (RFC 9110, section 12.5.1).</summary>
    public static bool IsCsv(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return false;
        }

        double csv = 0, json = 0;
        foreach (var range in accepted)
        {
            var quality = range.Quality ?? 1;
            if (range.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
            {
                csv = Math.Max(csv, quality);
            }
            else if (range.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            {
                json = Math.Max(json, quality);
            }
        }

        return csv > 0 && csv >= json;
    }

    /// <summary>The tag of a report: of the record that it is exact for, of what was asked, by whom and in which form.</summary>
    public static string ETag(HttpRequest request, Viewer viewer)
    {
        var asked = $"{request.Path}?{request.QueryString}|{viewer.Member.Id}|{viewer.Member.Role}|{viewer.Sight}|{IsCsv(request)}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(asked));
        return $"\"{viewer.Picture.Sequence}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}\"";
    }

    /// <summary>A report.</summary>
    public static Reply Of(HttpRequest request, ReportQuery query, Viewer viewer, Table table, string etag) => IsCsv(request)
        ? Reply.OkAs(TableCsv.ContentType, TableCsv.Render(table), etag)
        : Reply.Ok(JsonBytes.Render((query, viewer, table), static (json, report) => Write(json, report.query, report.viewer, report.table)), etag);

    private static void Write(Utf8JsonWriter json, ReportQuery query, Viewer viewer, Table table)
    {
        json.WriteStartObject();
        json.WriteString("from"u8, LocalDatePattern.Iso.Format(query.Sums.First));
        json.WriteString("to"u8, LocalDatePattern.Iso.Format(query.Sums.Last));
        json.WriteString("time_zone"u8, query.Sums.Zone.Id);
        json.WriteString("currency"u8, viewer.Picture.Workspace?.Currency);
        EntryPolicyJson.WriteRounding(json, viewer.Picture.Workspace?.EntryPolicy.Rounding ?? Rounding.None);
        json.WriteNumber("as_of_sequence"u8, viewer.Picture.Sequence);
        json.WriteStartArray("rows"u8);
        foreach (var row in table.Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++)
            {
                WriteValue(json, table.Columns[i], row[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("totals"u8);
        foreach (var (name, value) in table.Totals)
        {
            WriteValue(json, name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case decimal number:
                json.WriteNumber(name, number);
                break;
            case string text:
                json.WriteString(name, text);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, "A report has numbers and texts.");
        }
    }
}

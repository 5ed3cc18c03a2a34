using System.Text.Json;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Dialects.Timing.Wire.Entries;
using Polychron.Dialects.Timing.Wire.Teams;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Reports;

namespace Polychron.Dialects.Timing.Wire.Reports;

/// <summary>A report line as Timing shows it: the duration and the columns that were asked for, no others.</summary>
internal static class ReportJson
{
    /// <summary>Writes the line as a value.</summary>
    public static void Write(
        Utf8JsonWriter json, ReportLine line, ReportColumns columns, WorkspacePicture picture, bool includeProjectData)
    {
        json.WriteStartObject();
        json.WriteNumber("duration"u8, line.Seconds);
        if (line is { Start: { } start, End: { } end })
        {
            json.WritePropertyName("start_date"u8);
            json.WriteInstantValue(start);
            json.WritePropertyName("end_date"u8);
            json.WriteInstantValue(end);
        }

        if (columns.HasFlag(ReportColumns.Project))
        {
            json.WritePropertyName("project"u8);
            TimeEntryJson.WriteProject(json, line.ProjectId, picture, includeProjectData);
        }

        if (columns.HasFlag(ReportColumns.Title))
        {
            json.WriteString("title"u8, line.Title);
        }

        if (columns.HasFlag(ReportColumns.Notes))
        {
            json.WriteString("notes"u8, line.Notes);
        }

        if (columns.HasFlag(ReportColumns.User))
        {
            WriteUser(json, line.UserId, picture);
        }

        if (line.BillingStatus is { } status)
        {
            json.WriteString("billing_status"u8, BillingStatusNames.Of(status));
        }

        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, long? userId, WorkspacePicture picture)
    {
        json.WritePropertyName("user"u8);
        if (userId is { } id && picture.Members.GetValueOrDefault(id) is { } member)
        {
            TeamJson.Write(json, member);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}

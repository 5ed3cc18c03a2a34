using System.Text.Json;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Mapping;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Projects;

namespace Polychron.Dialects.Timether.Wire.Entries;

/// <summary>A time entry as Timether shows it. Projects, clients and tags that were deleted since are not shown.</summary>
internal static class TimeEntryJson
{
    /// <summary>Writes an entry as a value; what it cost inside for owners and managers alone.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Entry entry)
    {
        var project = ProjectOf(viewer, entry);
        json.WriteStartObject();
        json.WriteNumber("id"u8, entry.Id);
        json.WriteNumber("user_id"u8, entry.UserId);
        json.WriteId("project_id", project?.Id);
        json.WriteId("client_id", ClientOf(viewer, project));
        json.WriteIds("tag_ids", TagsOf(viewer, entry));
        json.WriteString("title"u8, entry.Title);
        json.WriteString("notes"u8, entry.Notes);
        json.WriteInstant("started_at", entry.Start);
        json.WriteInstantOrNull("ended_at", entry.IsRunning ? null : entry.EndAt(viewer.Now));
        json.WriteNumber("duration_seconds"u8, entry.SecondsAt(viewer.Now));
        json.WriteBoolean("is_running"u8, entry.IsRunning);
        json.WriteBoolean("is_day_only"u8, entry.IsDayOnly);
        json.WriteString("billing_status"u8, BillingStatusNames.Of(entry.BillingStatus));
        json.WriteBoolean("is_billable"u8, BillingFlags.IsBillable(entry.BillingStatus));
        if (viewer.SeesRates)
        {
            json.WriteNumber("hourly_rate_cents"u8, entry.HourRate);
        }

        if (viewer.SeesCost)
        {
            json.WriteNumber("internal_hourly_cost_cents"u8, entry.InternalHourRate);
        }

        json.WriteString("external_id"u8, entry.ExternalId);
        json.WriteCustomFields(entry.CustomFields);
        json.WriteNumber("created_by"u8, entry.CreatorUserId);
        json.WriteNumber("updated_by"u8, entry.UpdaterUserId);
        json.WriteInstant("created_at", entry.CreatedAt);
        json.WriteInstant("updated_at", entry.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>An entry's ETag: of everything in its body but the time that a running one has run.</summary>
    public static string ETag(Entry entry, Viewer viewer)
    {
        var project = ProjectOf(viewer, entry);
        return ViewETag.Of(entry, viewer, $"{project?.Id ?? 0}.{ClientOf(viewer, project) ?? 0}.{TagsOf(viewer, entry).Count()}");
    }

    /// <summary>The body of an entry.</summary>
    public static byte[] Render(Viewer viewer, Entry entry) =>
        JsonBytes.Render((viewer, entry), static (json, one) => Write(json, one.viewer, one.entry));

    private static Project? ProjectOf(Viewer viewer, Entry entry) =>
        entry.ProjectId is { } id ? viewer.Picture.Projects.Find(id) : null;

    private static long? ClientOf(Viewer viewer, Project? project) =>
        project?.ClientId is { } id && viewer.Picture.Clients.ContainsKey(id) ? id : null;

    private static IEnumerable<long> TagsOf(Viewer viewer, Entry entry) => entry.LabelIds.Where(viewer.Picture.Labels.ContainsKey);
}

using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Dialects.Timing.Wire.Projects;
using Polychron.Domain.Entries;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timing.Wire.Entries;

/// <summary>How entries are shown: as of when, with which names, and whether with their projects' attributes.</summary>
/// <param name="Picture">The workspace that has the projects and members.</param>
/// <param name="Now">When running entries are measured.</param>
/// <param name="IncludeProjectData">Whether a project is shown whole rather than as a reference.</param>
internal readonly record struct TimeEntryView(WorkspacePicture Picture, Instant Now, bool IncludeProjectData = false);

/// <summary>A time entry as Timing shows it.</summary>
internal static class TimeEntryJson
{
    /// <summary>Writes the entry as a value.</summary>
    public static void Write(Utf8JsonWriter json, Entry entry, in TimeEntryView view)
    {
        json.WriteStartObject();
        References.Write(json, "self"u8, References.Entries, entry.Id);
        json.WritePropertyName("start_date"u8);
        json.WriteInstantValue(entry.Start);
        json.WritePropertyName("end_date"u8);
        json.WriteInstantValue(entry.EndAt(view.Now));
        json.WriteNumber("duration"u8, entry.SecondsAt(view.Now));
        json.WritePropertyName("project"u8);
        WriteProject(json, entry.ProjectId, view.Picture, view.IncludeProjectData);
        json.WriteString("title"u8, entry.Title);
        json.WriteString("notes"u8, entry.Notes);
        json.WriteBoolean("is_running"u8, entry.IsRunning);

        // Timing knows one user of an entry, whom requests name again in other_user_id and team_members: whose time it is.
        References.Write(json, "creator_id"u8, References.Users, entry.UserId);
        json.WriteString("creator_name"u8, view.Picture.Members.GetValueOrDefault(entry.UserId)?.Name);
        json.WriteString("billing_status"u8, BillingStatusNames.Of(entry.BillingStatus));
        CustomFieldsJson.Write(json, entry.CustomFields);
        json.WriteEndObject();
    }

    /// <summary>Writes a project as a value: its reference, or all of it but its children; null without one, or if it was deleted.</summary>
    public static void WriteProject(Utf8JsonWriter json, long? projectId, WorkspacePicture picture, bool isWhole)
    {
        if (projectId is not { } id || picture.Projects.Find(id) is not { } project)
        {
            json.WriteNullValue();
        }
        else if (isWhole)
        {
            ProjectJson.Write(json, picture.Projects, project, ChildrenForm.Absent);
        }
        else
        {
            json.WriteStartObject();
            References.Write(json, "self"u8, References.Projects, id);
            json.WriteEndObject();
        }
    }
}

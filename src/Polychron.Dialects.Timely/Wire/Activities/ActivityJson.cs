using System.Text.Json;
using Polychron.Dialects.Timely.Wire.Clients;
using Polychron.Dialects.Timely.Wire.Users;
using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Teams;
using Polychron.UseCases.Activities;

namespace Polychron.Dialects.Timely.Wire.Activities;

/// <summary>Activities as Timely shows them. No rate and no cost is in them.</summary>
internal static class ActivityJson
{
    /// <summary>Writes an activity as a value.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Activity activity)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, activity.Record.Sequence);
        json.WritePropertyName("user"u8);
        if (viewer.Picture.Members.TryGetValue(activity.Record.ActorId, out var actor))
        {
            UserJson.WriteBrief(json, viewer, actor);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("message"u8, ActivityNames.Message(activity));
        json.WriteString("activity_type"u8, ActivityNames.ActivityType(activity));
        json.WriteString("url"u8, $"{viewer.Base}{TimelyDialect.BasePath}/{viewer.AccountId}/{ActivityNames.Path(activity.Subject.Kind)}/{activity.Subject.Id}");
        json.WriteIso("updated_at", viewer, activity.Record.At);
        json.WriteNull("detail"u8);
        json.WriteStartArray("associated_ids"u8);
        json.WriteEndArray();
        json.WriteString("entity_type"u8, ActivityNames.EntityType(activity.Subject.Kind));
        json.WriteBoolean("entity_deleted"u8, activity.IsDeleted);
        json.WriteString("parent_entity_name"u8, ParentName(viewer, activity.Subject));
        json.WritePropertyName("entity"u8);
        WriteEntity(json, viewer, activity.Subject);
        json.WriteBoolean("anomaly"u8, false);
        json.WriteEndObject();
    }

    private static string ParentName(Viewer viewer, Entity subject) => subject switch
    {
        Entry { ProjectId: { } id } => viewer.Picture.Projects.Find(id)?.Title ?? "",
        Label { ParentId: { } id } => viewer.Picture.Labels.GetValueOrDefault(id)?.Name ?? "",
        _ => "",
    };

    private static void WriteEntity(Utf8JsonWriter json, Viewer viewer, Entity subject)
    {
        switch (subject)
        {
            case Client client:
                ClientJson.Write(json, viewer, client);
                return;
            case Member member:
                UserJson.WriteBrief(json, viewer, member);
                return;
        }

        json.WriteStartObject();
        json.WriteNumber("id"u8, subject.Id);
        switch (subject)
        {
            case Project project:
                WriteNamed(json, !project.IsArchived, project.Title, project.Color);
                json.WritePropertyName("client"u8);
                if (project.ClientId is { } clientId && viewer.Picture.Clients.TryGetValue(clientId, out var client))
                {
                    ClientJson.Write(json, viewer, client);
                }
                else
                {
                    json.WriteNullValue();
                }

                break;
            case Label label:
                WriteNamed(json, !label.IsArchived, label.Name, color: null);
                break;
            case Team team:
                WriteNamed(json, isActive: true, team.Name, team.Color);
                break;
            case Entry entry:
                json.WriteDay("day", viewer.DayOf(entry.Start));
                json.WriteString("note"u8, EntryText.Join(entry.Title, entry.Notes));
                json.WriteDuration("duration", entry.DurationSeconds);
                break;
        }

        json.WriteIso("updated_at", viewer, subject.UpdatedAt);
        json.WriteEndObject();
    }

    private static void WriteNamed(Utf8JsonWriter json, bool isActive, string name, string? color)
    {
        json.WriteBoolean("active"u8, isActive);
        json.WriteString("name"u8, name);
        if (color is not null)
        {
            json.WriteString("color"u8, Colors.Show(color));
        }
    }
}

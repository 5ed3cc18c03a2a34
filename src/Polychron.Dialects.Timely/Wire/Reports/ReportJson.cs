using System.Text.Json;
using Polychron.Dialects.Timely.Wire.Assets;
using Polychron.Dialects.Timely.Wire.Projects;
using Polychron.Domain.Labels;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Reports;
using Polychron.Domain.Teams;

namespace Polychron.Dialects.Timely.Wire.Reports;

/// <summary>Reports as Timely shows them. What belongs to no client, project, label or team is in a group with the id 0.</summary>
internal static class ReportJson
{
    private const long None = CellDimensions.None;
    private const string UntaggedEmoji = "https://emoji.memorycdn.com/tw64/1f3f7.png";
    private const string NoTeamEmoji = "https://emoji.memorycdn.com/tw64/1f465.png";
    private const string NoTeamColor = "866b9c";

    private static readonly Project NoProject = new()
    {
        Title = "No project", Color = "#866B9C", CreatorUserId = 0, ProductivityScore = 0,
    };

    /// <summary>Writes the clients with their projects: "All Reports". The viewer was made for the projects.</summary>
    public static void WriteClients(Utf8JsonWriter json, Viewer viewer, IReadOnlyList<ClientSums> clients)
    {
        json.WriteStartArray();
        foreach (var (client, sums, projects) in clients)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, client?.Id ?? None);
            json.WriteString("name"u8, client?.Name ?? "No client");
            json.WriteStartArray("projects"u8);
            foreach (var (project, ofProject) in projects)
            {
                json.WriteStartObject();
                ProjectJson.WriteSettings(json, viewer, project ?? NoProject);
                json.WriteSums(viewer, ofProject);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteSums(viewer, sums);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the totals and the groups that were asked for: "Filter reports". The viewer was made for the projects.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Report report)
    {
        json.WriteStartObject();
        json.WriteStartObject("totals"u8);
        json.WriteSums(viewer, report.Totals);
        json.WriteEndObject();
        if (report.Clients is { } clients)
        {
            json.WritePropertyName("clients"u8);
            WriteClients(json, viewer, clients);
        }

        WriteGroups(json, "users", viewer, report.Users, WriteUser);
        WriteGroups(json, "labels", viewer, report.Labels, static (json, _, label) => WriteLabel(json, label));
        WriteGroups(json, "days", viewer, report.Days, static (json, _, day) => json.WriteDay("day", day));
        WriteGroups(json, "teams", viewer, report.Teams, static (json, _, team) => WriteTeam(json, team));
        json.WriteEndObject();
    }

    private static void WriteGroups<T>(
        Utf8JsonWriter json,
        string name,
        Viewer viewer,
        IReadOnlyList<(T Item, SplitSums Sums)>? groups,
        Action<Utf8JsonWriter, Viewer, T> write)
    {
        if (groups is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var (item, sums) in groups)
        {
            json.WriteStartObject();
            write(json, viewer, item);
            json.WriteSums(viewer, sums);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUser(Utf8JsonWriter json, Viewer viewer, Member member)
    {
        json.WriteNumber("id"u8, member.Id);
        json.WriteString("email"u8, member.Email);
        json.WriteString("name"u8, member.Name);
        json.WriteString("time_zone"u8, member.TimeZone);
        json.WriteEpoch("updated_at", member.UpdatedAt);
        json.WriteBoolean("active"u8, member.IsActive);
        json.WriteBoolean("deleted"u8, !member.IsActive);
        json.WriteBoolean("memory_onboarded"u8, true);
        json.WriteBoolean("day_view_onboarded"u8, true);
        json.WriteNull("last_received_memories_date"u8);
        json.WriteString("date_format"u8, "dmy"u8);
        json.WriteString("time_format"u8, "24"u8);
        AvatarJson.WriteBrief(json, viewer, member);
        json.WriteFloat(
            "internal_hour_rate", viewer.SeesInternalRates ? viewer.Currency.ToAmount(member.InternalHourRate ?? 0) : null);
    }

    // Each label stands for itself: what is below it has groups of its own.
    private static void WriteLabel(Utf8JsonWriter json, Label? label)
    {
        json.WriteNumber("id"u8, label?.Id ?? None);
        json.WriteString("name"u8, label?.Name ?? "Untagged");
        json.WriteNumber("sequence"u8, label?.Position ?? -1);
        if (label?.ParentId is { } parentId)
        {
            json.WriteNumber("parent_id"u8, parentId);
        }
        else
        {
            json.WriteNull("parent_id"u8);
        }

        json.WriteString("emoji"u8, label is null ? UntaggedEmoji : label.Emoji);
        json.WriteBoolean("active"u8, label is not { IsArchived: true });
        json.WriteStartArray("children"u8);
        json.WriteEndArray();
    }

    private static void WriteTeam(Utf8JsonWriter json, Team? team)
    {
        json.WriteNumber("id"u8, team?.Id ?? None);
        json.WriteString("name"u8, team?.Name ?? "No team");
        json.WriteString("color"u8, team is null ? NoTeamColor : Colors.Show(team.Color));
        json.WriteString("emoji"u8, team is null ? NoTeamEmoji : team.Emoji);
        json.WriteString("external_id"u8, team?.ExternalId);
    }
}

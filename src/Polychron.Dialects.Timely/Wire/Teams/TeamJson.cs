using System.Text.Json;
using Polychron.Domain.Teams;

namespace Polychron.Dialects.Timely.Wire.Teams;

/// <summary>A team as Timely shows it.</summary>
internal static class TeamJson
{
    // A place in a team has no number of its own: it is made of the team's and the user's, and fits a double.
    private const int UserBits = 24;

    /// <summary>Writes a team as a value.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Team team)
    {
        var users = team.UserIds.Where(id => viewer.Picture.Members.GetValueOrDefault(id) is { IsActive: true }).ToList();
        json.WriteStartObject();
        json.WriteNumber("id"u8, team.Id);
        json.WriteString("name"u8, team.Name);
        json.WriteString("color"u8, Colors.Show(team.Color));
        json.WriteString("emoji"u8, team.Emoji);
        json.WriteString("external_id"u8, team.ExternalId);
        json.WriteStartArray("user_ids"u8);
        foreach (var id in users)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
        json.WriteStartArray("users"u8);
        foreach (var id in users)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, (team.Id << UserBits) + id);
            json.WriteNumber("user_id"u8, id);
            json.WriteNumber("team_id"u8, team.Id);
            json.WriteBoolean("lead"u8, team.LeadIds.Contains(id));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

using System.Text.Json;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Domain.Members;
using Polychron.Domain.Teams;

namespace Polychron.Dialects.Timing.Wire.Teams;

/// <summary>Teams and their members as Timing shows them.</summary>
internal static class TeamJson
{
    /// <summary>Writes a team as a value. Its id is its reference.</summary>
    public static void Write(Utf8JsonWriter json, Team team)
    {
        json.WriteStartObject();
        References.Write(json, "id"u8, References.Teams, team.Id);
        json.WriteString("name"u8, team.Name);
        json.WriteEndObject();
    }

    /// <summary>Writes a member as a value.</summary>
    public static void Write(Utf8JsonWriter json, Member member)
    {
        json.WriteStartObject();
        References.Write(json, "self"u8, References.Users, member.Id);
        json.WriteString("email"u8, member.Email);
        json.WriteString("name"u8, member.Name);
        json.WriteEndObject();
    }
}

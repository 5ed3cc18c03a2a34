using System.Text.Json;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Dialects.Timely.Wire.Assets;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Wire.Users;

/// <summary>Users as Timely shows them.</summary>
internal static class UserJson
{
    /// <summary>Writes who a user is, beside something else that is shown.</summary>
    public static void WriteBrief(Utf8JsonWriter json, Viewer viewer, Member member)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, member.Id);
        json.WriteString("email"u8, member.Email);
        json.WriteString("name"u8, member.Name);
        AvatarJson.WriteBrief(json, viewer, member);
        json.WriteIso("updated_at", viewer, member.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>Writes a user with settings.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="member">The user.</param>
    /// <param name="activeProjects">On how many active projects the user is; null where that is not shown.</param>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Member member, int? activeProjects = null)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, member.Id);
        json.WriteString("email"u8, member.Email);
        json.WriteString("name"u8, member.Name);
        json.WriteBoolean("active"u8, member.IsActive);
        json.WriteBoolean("day_view_onboarded"u8, true);
        json.WriteBoolean("memory_onboarded"u8, true);
        json.WriteEpoch("created_at", member.CreatedAt);
        json.WriteEpoch("updated_at", member.UpdatedAt);
        json.WriteNull("last_received_memories_date"u8);
        json.WriteNull("sign_in_count"u8);
        json.WriteString("external_id"u8, member.ExternalId);
        json.WriteString("time_zone"u8, member.TimeZone);
        AvatarJson.Write(json, viewer, member);
        json.WriteString("type"u8, "User"u8);
        var settings = ShownSettings.Of(viewer.Picture, viewer.Member, member);
        json.WriteFloat("weekly_capacity", settings.WeeklyHours);
        if (activeProjects is { } count)
        {
            json.WriteNumber("active_projects_count"u8, count);
        }

        WriteAccess(json, viewer, member, settings);
        json.WriteEndObject();
    }

    private static void WriteAccess(Utf8JsonWriter json, Viewer viewer, Member member, ShownSettings settings)
    {
        var role = settings.Role;
        json.WriteString("user_level"u8, role.Name);
        json.WriteBoolean("admin"u8, role == TimelyRole.Admin);
        json.WriteBoolean("hide_hourly_rate"u8, settings.HidesRates);
        json.WriteBoolean("deleted"u8, !member.IsActive);
        WriteRate(json, "default_hour_rate", viewer, settings.HourRate);
        WriteRate(json, "internal_hour_rate", viewer, settings.InternalHourRate);
        json.WriteNumber("role_id"u8, role.Id);
        json.WriteStartObject("role"u8);
        json.WriteNumber("id"u8, role.Id);
        json.WriteString("name"u8, role.Name);
        json.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter json, string name, Viewer viewer, long? minor) =>
        json.WriteFloat(name, minor is { } rate ? viewer.Currency.ToAmount(rate) : null);
}

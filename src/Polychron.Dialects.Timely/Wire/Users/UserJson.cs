using System.Text.Json;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Dialects.Timely.Wire.Assets;
using Polychron.Domain.Members;
using Polychron.UseCases.Permissions;

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
        json.WriteFloat("weekly_capacity", DurationJson.Hours(Capacity.OfWeek(viewer.Picture, member)));
        if (activeProjects is { } count)
        {
            json.WriteNumber("active_projects_count"u8, count);
        }

        WriteAccess(json, viewer, member);
        json.WriteEndObject();
    }

    private static void WriteAccess(Utf8JsonWriter json, Viewer viewer, Member member)
    {
        var role = TimelyRole.Of(member.Role);
        json.WriteString("user_level"u8, role.Name);
        json.WriteBoolean("admin"u8, role == TimelyRole.Admin);
        json.WriteBoolean("hide_hourly_rate"u8, member.HidesRates);
        json.WriteBoolean("deleted"u8, !member.IsActive);
        json.WriteFloat("default_hour_rate", viewer.SeesRates && ManagePermit.SeesProfile(viewer.Member, member.Id)
            ? viewer.Currency.ToAmount(member.HourRate ?? viewer.Picture.Workspace?.DefaultHourRate ?? 0)
            : null);
        json.WriteFloat("internal_hour_rate", viewer.SeesInternalRates
            ? viewer.Currency.ToAmount(member.InternalHourRate ?? 0)
            : null);
        json.WriteNumber("role_id"u8, role.Id);
        json.WriteStartObject("role"u8);
        json.WriteNumber("id"u8, role.Id);
        json.WriteString("name"u8, role.Name);
        json.WriteEndObject();
    }
}

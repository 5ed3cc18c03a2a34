using System.Text.Json;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Mapping;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether.Wire.Memberships;

/// <summary>A workspace membership as Timether shows it ("Workspace membership fields"). Its id is the user's.</summary>
internal static class MembershipJson
{
    /// <summary>The list of memberships.</summary>
    public static readonly MemoryList<Member> List = new(
        Write,
        member => member.Name,
        ListFilter.Word<Member, Role>("role", member => member.Role, RoleNames.Parse, RoleNames.Expected),
        ListFilter.Flag<Member>("is_active", member => member.IsActive),
        ListFilter.Text<Member>("email", member => member.Email),
        ListFilter.Text<Member>("external_id", member => member.ExternalId),
        ListFilter.Search<Member>("name", member => member.Name));

    /// <summary>Writes a membership as a value; planning fields for owners and managers alone ("Access restrictions").</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Member member)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, member.Id);
        json.WriteNumber("workspace_id"u8, viewer.WorkspaceId);
        json.WriteNumber("user_id"u8, member.Id);
        json.WriteString("name"u8, member.Name);
        json.WriteString("email"u8, member.Email);
        json.WriteString("role"u8, RoleNames.Of(member.Role));
        json.WriteBoolean("is_active"u8, member.IsActive);
        json.WriteString("time_zone"u8, member.TimeZone);
        json.WriteString("default_billing_status"u8, member.DefaultBillingStatus is { } status ? BillingStatusNames.Of(status) : null);
        if (viewer.SeesCapacity)
        {
            var seconds = member.WeeklyCapacitySeconds ?? viewer.Picture.Workspace?.WeeklyCapacitySeconds ?? 0;
            json.WriteHours("expected_weekly_capacity_hours", seconds);
        }

        if (viewer.SeesCost)
        {
            json.WriteId("internal_hourly_cost_cents", member.InternalHourRate);
        }

        if (viewer.SeesRates)
        {
            json.WriteId("hourly_rate_cents", member.HourRate);
        }

        json.WriteString("external_id"u8, member.ExternalId);
        json.WriteInstant("created_at", member.CreatedAt);
        json.WriteInstant("updated_at", member.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>A membership's ETag: one without hours of its own shows the workspace's.</summary>
    public static string ETag(Member member, Viewer viewer) =>
        ViewETag.Of(member, viewer, member.WeeklyCapacitySeconds is null ? viewer.Picture.Workspace?.WeeklyCapacitySeconds ?? 0 : 0);

    /// <summary>The body of a membership.</summary>
    public static byte[] Render(Viewer viewer, Member member) =>
        JsonBytes.Render((viewer, member), static (json, one) => Write(json, one.viewer, one.member));
}

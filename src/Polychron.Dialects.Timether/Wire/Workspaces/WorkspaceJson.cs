using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Mapping;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Workspaces;

namespace Polychron.Dialects.Timether.Wire.Workspaces;

/// <summary>A workspace as Timether shows and reads it.</summary>
internal static class WorkspaceJson
{
    /// <summary>The key that a body may be wrapped in.</summary>
    public const string Key = "workspace";

    private static readonly string[] Days = ["", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Writes a workspace as a value.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Workspace workspace)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, workspace.Id);
        json.WriteString("name"u8, workspace.Name);
        json.WriteString("plan"u8, PlanNames.Of(workspace.Plan));
        json.WriteString("billing_state"u8, PlanNames.Of(workspace.BillingState));
        json.WriteString("currency"u8, workspace.Currency);
        json.WriteString("time_zone"u8, workspace.TimeZone);
        json.WriteString("week_start"u8, Days[(int)workspace.WeekStart]);
        json.WriteString("default_billing_status"u8, workspace.DefaultBillingStatus is { } status ? BillingStatusNames.Of(status) : null);
        if (viewer.SeesRates)
        {
            json.WriteNumber("default_hourly_rate_cents"u8, workspace.DefaultHourRate);
        }

        if (viewer.SeesCapacity)
        {
            json.WriteHours("default_weekly_capacity_hours", workspace.WeeklyCapacitySeconds);
        }

        EntryPolicyJson.Write(json, workspace.EntryPolicy);
        json.WriteString("role"u8, RoleNames.Of(viewer.Member.Role));
        json.WriteInstant("created_at", workspace.CreatedAt);
        json.WriteInstant("updated_at", workspace.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>A workspace's ETag; the reader's role is in its body.</summary>
    public static string ETag(Workspace workspace, Viewer viewer) => ViewETag.Of(workspace, viewer, (int)viewer.Member.Role);

    /// <summary>The body of a workspace.</summary>
    public static byte[] Render(Viewer viewer, Workspace workspace) =>
        JsonBytes.Render((viewer, workspace), static (json, one) => Write(json, one.viewer, one.workspace));

    /// <summary>Reads what is to be written of a workspace.</summary>
    public static SaveWorkspaceSettings.Command Read(JsonBody body)
    {
        const decimal hoursOfWeek = 7 * 24;
        var reader = TimetherBody.Read(body, Key);
        var command = new SaveWorkspaceSettings.Command
        {
            DefaultBillingStatus = TimetherBody
                .Word(reader, "default_billing_status", BillingStatusNames.Parse, BillingStatusNames.Expected).ToChange(),
            DefaultHourRate = reader.WholeNumber("default_hourly_rate_cents", 0, TimetherBody.MaxRate)
                .Given(reader, "default_hourly_rate_cents"),
            WeeklyCapacitySeconds = reader.DecimalNumber("default_weekly_capacity_hours", 0, hoursOfWeek)
                .Select(hours => (long?)(hours is { } number ? (long)Math.Round(number * 3_600, MidpointRounding.AwayFromZero) : null))
                .Given(reader, "default_weekly_capacity_hours"),
            Policy = EntryPolicyJson.Read(reader),
        };
        reader.ThrowIfInvalid();
        return command;
    }
}

using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Dialects.Timely.Wire.Assets;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timely.Wire.Accounts;

/// <summary>An account as Timely shows it.</summary>
internal static class AccountJson
{
    // What of the documented features there is here.
    private static readonly string[] Features =
    [
        "control", "billing", "project_required_fields", "teams", "recurring_budget", "notifications_project_budget",
        "weekly_user_capacity", "company_view", "log_hours_for_others", "project_budget", "budgets_hourly_rates",
        "team_lead", "individual_capacity", "project_dashboard", "high_level_reports", "live_reports",
    ];

    /// <summary>Writes the viewer's account.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Workspace account)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, viewer.AccountId);
        json.WriteString("name"u8, account.Name);
        json.WriteString("color"u8, Colors.Show(account.Color));
        json.WriteCurrency("currency", viewer.Currency);
        LogoJson.Write(json, viewer, account);
        json.WriteString("from"u8, "Web"u8);
        WritePlan(json, viewer, account);
        WriteCounts(json, viewer);
        json.WriteDuration("capacity", account.WeeklyCapacitySeconds, isFloat: true);
        var isReadOnly = account.BillingState == BillingState.ReadOnly;
        json.WriteString("status"u8, isReadOnly ? "expired" : "active");
        json.WriteBoolean("beta"u8, false);
        json.WriteBoolean("expired"u8, isReadOnly);
        json.WriteBoolean("trial"u8, false);
        json.WriteNumber("days_to_end_trial"u8, 0);
        WriteFeatures(json);
        json.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter json, Viewer viewer, Workspace account)
    {
        var plan = TimelyPlan.Of(account.Plan);
        json.WriteNumber("max_users"u8, 0);
        json.WriteNumber("seats"u8, Users(viewer));
        json.WriteNumber("max_projects"u8, 0);
        json.WriteNumber("plan_id"u8, plan.Id);
        json.WriteString("plan_name"u8, plan.Name);
        json.WriteNull("next_charge"u8);
        json.WriteNumber("start_of_week"u8, account.WeekStart == IsoDayOfWeek.Sunday ? 0 : (int)account.WeekStart);
        json.WriteEpoch("created_at", account.CreatedAt);
        json.WriteString("payment_mode"u8, "web"u8);
        json.WriteBoolean("paid"u8, account.BillingState == BillingState.Active);
        json.WriteNull("company_size"u8);
        json.WriteString("plan_code"u8, plan.Code);
        json.WriteBoolean("plan_custom"u8, false);
        json.WriteNull("appstore_transaction_id"u8);
        json.WriteNumber("owner_id"u8, account.OwnerUserId);
        json.WriteFloat("weekly_user_capacity", DurationJson.Hours(account.WeeklyCapacitySeconds));
        json.WriteFloat("default_hour_rate", viewer.SeesRates ? viewer.Currency.ToAmount(account.DefaultHourRate) : null);
        json.WriteNull("support_email"u8);
        json.WriteNull("estimated_company_size"u8);
        json.WriteNull("industry"u8);
    }

    private static void WriteCounts(Utf8JsonWriter json, Viewer viewer)
    {
        var active = viewer.Picture.Projects.All.Count(project => !project.IsArchived);
        json.WriteNumber("num_users"u8, Users(viewer));
        json.WriteNumber("num_projects"u8, active);
        json.WriteNumber("active_projects_count"u8, active);
        json.WriteNumber("total_projects_count"u8, viewer.Picture.Projects.Count);
    }

    private static void WriteFeatures(Utf8JsonWriter json)
    {
        json.WriteStartArray("features"u8);
        foreach (var feature in Features)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, feature);
            json.WriteNumber("days"u8, -1);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static int Users(Viewer viewer) => viewer.Picture.Members.Values.Count(member => member.IsActive);
}

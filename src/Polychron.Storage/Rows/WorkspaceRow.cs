using System.Text.Json.Serialization;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Log;
using Polychron.Domain.Workspaces;

namespace Polychron.Storage.Rows;

/// <summary>A workspace's stored settings, or its listing in the directory.</summary>
internal sealed class WorkspaceRow : ImageRow<Workspace>
{
    [JsonPropertyName("n")]
    public string Name { get; set; } = "";

    [JsonPropertyName("o")]
    public long OwnerUserId { get; set; }

    [JsonPropertyName("p")]
    public int Plan { get; set; }

    [JsonPropertyName("s")]
    public int BillingState { get; set; }

    [JsonPropertyName("cu")]
    public string Currency { get; set; } = "";

    [JsonPropertyName("z")]
    public string TimeZone { get; set; } = "";

    [JsonPropertyName("w")]
    public int WeekStart { get; set; }

    [JsonPropertyName("l")]
    public string Color { get; set; } = "";

    [JsonPropertyName("hr")]
    public long DefaultHourRate { get; set; }

    [JsonPropertyName("wc")]
    public long WeeklyCapacitySeconds { get; set; }

    [JsonPropertyName("b")]
    public int? DefaultBillingStatus { get; set; }

    [JsonPropertyName("ep")]
    public EntryPolicyRow? EntryPolicy { get; set; }

    public static WorkspaceRow From(Workspace workspace)
    {
        var row = new WorkspaceRow
        {
            Name = workspace.Name,
            OwnerUserId = workspace.OwnerUserId,
            Plan = (int)workspace.Plan,
            BillingState = (int)workspace.BillingState,
            Currency = workspace.Currency,
            TimeZone = workspace.TimeZone,
            WeekStart = (int)workspace.WeekStart,
            Color = workspace.Color,
            DefaultHourRate = workspace.DefaultHourRate,
            WeeklyCapacitySeconds = workspace.WeeklyCapacitySeconds,
            DefaultBillingStatus = (int?)workspace.DefaultBillingStatus,
            EntryPolicy = EntryPolicyRow.From(workspace.EntryPolicy),
        };
        row.Stamp(workspace);
        return row;
    }

    protected override Entity Convert() => new Workspace
    {
        Name = Name,
        OwnerUserId = OwnerUserId,
        Plan = (WorkspacePlan)Plan,
        BillingState = (BillingState)BillingState,
        Currency = Currency,
        TimeZone = TimeZone,
        WeekStart = (IsoDayOfWeek)WeekStart,
        Color = Color,
        DefaultHourRate = DefaultHourRate,
        WeeklyCapacitySeconds = WeeklyCapacitySeconds,
        DefaultBillingStatus = (BillingStatus?)DefaultBillingStatus,
        EntryPolicy = EntryPolicy?.ToPolicy() ?? Domain.Entries.Policies.EntryPolicy.None,
    };
}

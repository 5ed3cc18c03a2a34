using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timether.Mapping;

/// <summary>The names of plans and billing states.</summary>
internal static class PlanNames
{
    /// <summary>The name of a plan.</summary>
    public static string Of(WorkspacePlan plan) => plan switch
    {
        WorkspacePlan.Free => "free",
        WorkspacePlan.SoloPro => "solo_pro",
        WorkspacePlan.Team => "team",
        WorkspacePlan.Business => "business",
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan, null),
    };

    /// <summary>The name of a billing state.</summary>
    public static string Of(BillingState state) => state switch
    {
        BillingState.Active => "active",
        BillingState.ReadOnly => "read_only",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}

using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Domain.Billing;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;

namespace Polychron.Operator.Wire;

/// <summary>The operator API's words for the domain's values.</summary>
internal static class OperatorNames
{
    public static readonly IReadOnlyDictionary<string, WorkspacePlan> Plans = new Dictionary<string, WorkspacePlan>
    {
        ["free"] = WorkspacePlan.Free,
        ["solo_pro"] = WorkspacePlan.SoloPro,
        ["team"] = WorkspacePlan.Team,
        ["business"] = WorkspacePlan.Business,
    };

    public static readonly IReadOnlyDictionary<string, BillingState> BillingStates = new Dictionary<string, BillingState>
    {
        ["active"] = BillingState.Active,
        ["read_only"] = BillingState.ReadOnly,
    };

    public static readonly IReadOnlyDictionary<string, Role> Roles = new Dictionary<string, Role>
    {
        ["viewer"] = Role.Viewer,
        ["member"] = Role.Member,
        ["manager"] = Role.Manager,
        ["owner"] = Role.Owner,
    };

    public static readonly IReadOnlyDictionary<string, IsoDayOfWeek> Days = new Dictionary<string, IsoDayOfWeek>
    {
        ["monday"] = IsoDayOfWeek.Monday,
        ["tuesday"] = IsoDayOfWeek.Tuesday,
        ["wednesday"] = IsoDayOfWeek.Wednesday,
        ["thursday"] = IsoDayOfWeek.Thursday,
        ["friday"] = IsoDayOfWeek.Friday,
        ["saturday"] = IsoDayOfWeek.Saturday,
        ["sunday"] = IsoDayOfWeek.Sunday,
    };

    public static readonly IReadOnlyDictionary<string, BillingStatus> DefaultBillingStatuses =
        new Dictionary<string, BillingStatus>
        {
            ["not_billable"] = BillingStatus.NotBillable,
            ["billable"] = BillingStatus.Billable,
        };

    /// <summary>The word for a value.</summary>
    public static string Of<T>(IReadOnlyDictionary<string, T> names, T value)
        where T : struct => names.First(name => name.Value.Equals(value)).Key;

    /// <summary>The value of a member that is one of the words; absent and null are null, anything else a complaint.</summary>
    public static T? Read<T>(JsonObjectReader body, string member, IReadOnlyDictionary<string, T> names)
        where T : struct
    {
        if (body.Text(member, 50).Or(null) is not { } word)
        {
            return null;
        }

        if (names.TryGetValue(word, out var value))
        {
            return value;
        }

        body.Fail(member, $"must be one of: {string.Join(", ", names.Keys)}.");
        return null;
    }
}

using Polychron.Domain.Billing;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>The words for billing statuses.</summary>
internal static class BillingWords
{
    /// <summary>All, in the order of their numbers.</summary>
    public static IReadOnlyList<string> All { get; } = ["undetermined", "not_billable", "billable", "billed", "paid"];

    /// <summary>The word for a status.</summary>
    public static string Of(BillingStatus status) => All[(int)status];

    /// <summary>The status of a word.</summary>
    public static BillingStatus Parse(string word) => (BillingStatus)All.ToList().IndexOf(word);
}

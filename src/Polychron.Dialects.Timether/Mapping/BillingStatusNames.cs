using Polychron.Domain.Billing;

namespace Polychron.Dialects.Timether.Mapping;

/// <summary>The names of billing statuses.</summary>
internal static class BillingStatusNames
{
    /// <summary>What a field must be that holds one.</summary>
    public const string Expected = "must be undetermined, not_billable, billable, billed or paid.";

    /// <summary>The name of a status.</summary>
    public static string Of(BillingStatus status) => status switch
    {
        BillingStatus.Undetermined => "undetermined",
        BillingStatus.NotBillable => "not_billable",
        BillingStatus.Billable => "billable",
        BillingStatus.Billed => "billed",
        BillingStatus.Paid => "paid",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>The status of a name, or null.</summary>
    public static BillingStatus? Parse(string name) => name switch
    {
        "undetermined" => BillingStatus.Undetermined,
        "not_billable" => BillingStatus.NotBillable,
        "billable" => BillingStatus.Billable,
        "billed" => BillingStatus.Billed,
        "paid" => BillingStatus.Paid,
        _ => null,
    };
}

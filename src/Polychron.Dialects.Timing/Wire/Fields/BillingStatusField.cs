using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Domain.Billing;

namespace Polychron.Dialects.Timing.Wire.Fields;

/// <summary>Billing statuses in a body. Null and the empty text take what is inherited.</summary>
internal static class BillingStatusField
{
    private const int MaxLength = 100;

    /// <summary>The status of an entry: one of all five.</summary>
    public static Optional<BillingStatus?> OfEntry(JsonObjectReader body) =>
        Read(body, "billing_status", _ => true, "must be undetermined, not_billable, billable, billed or paid, or empty.");

    /// <summary>The status of a project's new entries.</summary>
    public static Optional<BillingStatus?> OfProject(JsonObjectReader body) => Read(
        body,
        "default_billing_status",
        status => status is BillingStatus.NotBillable or BillingStatus.Billable,
        "must be not_billable or billable, or empty.");

    private static Optional<BillingStatus?> Read(
        JsonObjectReader body, string name, Predicate<BillingStatus> isAllowed, string complaint)
    {
        if (body.Text(name, MaxLength) is not { IsPresent: true, Value: var text })
        {
            return default;
        }

        if (string.IsNullOrEmpty(text))
        {
            return new(null);
        }

        if (BillingStatusNames.TryParse(text, out var status) && isAllowed(status))
        {
            return new(status);
        }

        body.Fail(name, complaint);
        return default;
    }
}

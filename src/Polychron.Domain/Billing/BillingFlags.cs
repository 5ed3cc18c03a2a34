namespace Polychron.Domain.Billing;

/// <summary>A billing status as the two flags in which some clients know it.</summary>
public static class BillingFlags
{
    /// <summary>Whether it is on an invoice, paid or not.</summary>
    public static bool IsBilled(BillingStatus status) => status is BillingStatus.Billed or BillingStatus.Paid;

    /// <summary>Whether it is or may become billed: anything but not billable.</summary>
    public static bool IsBillable(BillingStatus status) => status != BillingStatus.NotBillable;

    /// <summary>
    /// The status with the flags set; a null leaves a flag as it is, and so does a flag that already has its value: what is
    /// paid stays paid. What is not billable is not billed: that flag counts last.
    /// </summary>
    public static BillingStatus Apply(BillingStatus status, bool? isBilled, bool? isBillable, bool? isPaid = null)
    {
        if (isBilled is { } billed && billed != IsBilled(status))
        {
            status = billed ? BillingStatus.Billed : BillingStatus.Billable;
        }

        if (isPaid is { } paid && paid != (status == BillingStatus.Paid))
        {
            status = paid ? BillingStatus.Paid : BillingStatus.Billed;
        }

        if (isBillable is { } billable && billable != IsBillable(status))
        {
            status = billable ? BillingStatus.Billable : BillingStatus.NotBillable;
        }

        return status;
    }
}

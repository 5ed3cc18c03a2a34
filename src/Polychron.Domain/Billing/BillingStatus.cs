namespace Polychron.Domain.Billing;

/// <summary>Where an entry stands between work and payment. The numbers are stored: never change or reuse one.</summary>
public enum BillingStatus
{
    /// <summary>Nobody has decided.</summary>
    Undetermined = 0,

    /// <summary>Will not be billed.</summary>
    NotBillable = 1,

    /// <summary>Is to be billed.</summary>
    Billable = 2,

    /// <summary>Is on an invoice.</summary>
    Billed = 3,

    /// <summary>The invoice was paid.</summary>
    Paid = 4,
}

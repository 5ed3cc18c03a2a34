using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Projects;

namespace Polychron.Dialects.Timedash.Resources;

/// <summary>An assignment: a piece of work under an agreement by a person. An entry of the workspace.</summary>
internal static class Assignments
{
    public static readonly Resource<Entry> Resource = new(
        "assignment",
        entry => entry.Id,
        [
            new("agreement", PropertyKind.Integer, "The id of the agreement; null where it is none, or was deleted.", (entry, viewer) => PropertyValue.Of(Agreement(entry, viewer)?.Id)) { IsNullable = true },
            new("contact", PropertyKind.Integer, "The id of the agreement's contact.", (entry, viewer) => PropertyValue.Of(viewer.Contact(Agreement(entry, viewer)?.ClientId))) { IsNullable = true },
            new("user", PropertyKind.Integer, "The id of the user whose work it is.", (entry, _) => PropertyValue.Of(entry.UserId)),
            new("timestamp", PropertyKind.Moment, "When the work began.", (entry, _) => PropertyValue.Of(entry.Start)),
            new("duration", PropertyKind.Integer, "How long it took, in seconds; for a running one up to now.", (entry, viewer) => PropertyValue.Of(entry.SecondsAt(viewer.Now))),
            new("title", PropertyKind.Text, "What was done: up to 1,000 characters.", (entry, _) => PropertyValue.Of(entry.Title)) { IsNullable = true },
            new("notes", PropertyKind.Text, "Notes: up to 10,000 characters.", (entry, _) => PropertyValue.Of(entry.Notes)) { IsNullable = true },
            new("billable", PropertyKind.Boolean, "Whether it is or may become invoiced.", (entry, _) => PropertyValue.Of(BillingFlags.IsBillable(entry.BillingStatus))),
            new("invoiced", PropertyKind.Boolean, "Whether it is on an invoice, paid or not.", (entry, _) => PropertyValue.Of(BillingFlags.IsBilled(entry.BillingStatus))),
            new("paid", PropertyKind.Boolean, "Whether the invoice was paid.", (entry, _) => PropertyValue.Of(entry.BillingStatus == BillingStatus.Paid)),
            new("rate", PropertyKind.Integer, "What an hour of it costs, in minor units of the currency, as it was when it was written; null for who is not shown rates.", (entry, viewer) => viewer.Money(entry.HourRate)) { IsNullable = true },
            new("amount", PropertyKind.Integer, "Duration times rate in minor units of the currency, halves rounded up; null for who is not shown rates.", (entry, viewer) => viewer.Money(entry.CostAt(viewer.Now))) { IsNullable = true },
            new("currency", PropertyKind.Text, "The ISO 4217 code of the currency in lower case: the account's.", (_, viewer) => PropertyValue.Of(viewer.CurrencyCode)),
            new("running", PropertyKind.Boolean, "Whether it is a timer that runs.", (entry, _) => PropertyValue.Of(entry.IsRunning)),
            new("created", PropertyKind.Moment, "When it was created.", (entry, _) => PropertyValue.Of(entry.CreatedAt)),
            new("updated", PropertyKind.Moment, "When it was last changed.", (entry, _) => PropertyValue.Of(entry.UpdatedAt)),
        ],
        entry => entry.CustomFields);

    /// <summary>The ETag: of all that is shown to the viewer, but for the time that a running one has run.</summary>
    public static string ETag(Entry entry, Viewer viewer)
    {
        var agreement = Agreement(entry, viewer);
        return $"\"{entry.Id}-{entry.Version}-{agreement?.Id ?? 0}-{viewer.Contact(agreement?.ClientId) ?? 0}-{(viewer.SeesRates ? 1 : 0)}\"";
    }

    /// <summary>The agreement; null where it is none, or was deleted.</summary>
    public static Project? Agreement(Entry entry, Viewer viewer) =>
        entry.ProjectId is { } id ? viewer.Picture.Projects.Find(id) : null;
}

using NodaTime;
using Polychron.Domain.Members;
using Polychron.Domain.Money;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timedash.Resources;

/// <summary>For whom and as of when things are shown.</summary>
/// <param name="Picture">The account.</param>
/// <param name="Member">Who looks.</param>
/// <param name="TokenId">The key with which.</param>
/// <param name="Now">When running assignments are measured.</param>
internal sealed record Viewer(WorkspacePicture Picture, Member Member, long TokenId, Instant Now)
{
    /// <summary>The account's currency.</summary>
    public Currency Currency { get; } = Currency.Of(Picture.Workspace?.Currency ?? "USD");

    /// <summary>The currency's code as it is shown.</summary>
    public string CurrencyCode => Currency.Code.ToLowerInvariant();

    /// <summary>Whether rates and amounts are shown.</summary>
    public bool SeesRates { get; } = RatePermit.SeesRates(Member);

    /// <summary>Of whoever reads.</summary>
    public static Viewer Of(Caller caller, Instant now) => new(caller.Workspace.Picture, caller.Member, caller.TokenId, now);

    /// <summary>Of whoever has written, as of the write.</summary>
    public static Viewer Of(Caller caller, IWorkspaceTransaction transaction) =>
        new(transaction.Picture, Permit.Reader(transaction, transaction.ActorId), caller.TokenId, transaction.Now);

    /// <summary>An amount of money, for those who are shown it.</summary>
    public PropertyValue Money(long? minor) => PropertyValue.Of(SeesRates ? minor : null);

    /// <summary>The client of an id, or null if it was deleted.</summary>
    public long? Contact(long? clientId) => clientId is { } id && Picture.Clients.ContainsKey(id) ? id : null;
}

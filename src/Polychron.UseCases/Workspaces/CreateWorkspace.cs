using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Users;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Workspaces;

/// <summary>Creates a workspace with its owner. For whoever runs the server.</summary>
public static class CreateWorkspace
{
    /// <summary>What to create.</summary>
    public sealed record Command
    {
        /// <summary>The name.</summary>
        public required string Name { get; init; }

        /// <summary>The user who owns it.</summary>
        public required long OwnerUserId { get; init; }

        /// <summary>The plan.</summary>
        public WorkspacePlan Plan { get; init; } = WorkspacePlan.Business;

        /// <summary>The ISO 4217 code of its currency.</summary>
        public string Currency { get; init; } = "USD";

        /// <summary>The TZDB id of its zone; null for the owner's.</summary>
        public string? TimeZone { get; init; }

        /// <summary>The first day of its week.</summary>
        public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">There is no such owner, or a value is not acceptable.</exception>
    public static async Task<Workspace> RunAsync(
        IDirectory directory, IWorkspaceLog log, Command command, CancellationToken cancellation = default)
    {
        var listing = await directory.WriteAsync(
            async transaction =>
            {
                var owner = await directory.FindUserAsync(command.OwnerUserId).ConfigureAwait(false)
                    ?? throw DomainException.Invalid(Fields.Owner, "The selected owner does not exist.");
                return Add(transaction, owner, command);
            },
            cancellation).ConfigureAwait(false);

        // The directory's batch has numbered, listed and linked it; see SeedWorkspace for a crash at this point.
        await SeedWorkspace.EnsureAsync(directory, log, listing.Id, cancellation).ConfigureAwait(false);
        return listing;
    }

    internal static Workspace Add(IDirectoryTransaction transaction, User owner, Command command)
    {
        var draft = new Workspace
        {
            Name = command.Name,
            OwnerUserId = owner.Id,
            Plan = command.Plan,
            BillingState = BillingState.Active,
            Currency = command.Currency,
            TimeZone = command.TimeZone ?? owner.TimeZone,
            WeekStart = command.WeekStart,
        };
        WorkspaceRules.Check(draft);
        var listing = transaction.Create(draft);
        transaction.Create(new Membership { UserId = owner.Id, WorkspaceId = listing.Id });
        return listing;
    }
}

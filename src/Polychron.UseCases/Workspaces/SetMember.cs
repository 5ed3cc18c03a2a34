using Polychron.Domain.Billing;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Users;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Workspaces;

/// <summary>Puts a user into a workspace, changes their role, or takes them out. For whoever runs the server.</summary>
public static class SetMember
{
    /// <summary>What to set.</summary>
    /// <param name="WorkspaceId">The workspace.</param>
    /// <param name="UserId">The user.</param>
    /// <param name="Role">The role, or null to take the user out; what they tracked stays.</param>
    public sealed record Command(long WorkspaceId, long UserId, Role? Role)
    {
        /// <summary>The billing status of the member's new entries; null leaves it to the workspace.</summary>
        public Change<BillingStatus?> DefaultBillingStatus { get; init; }
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">There is no such workspace or user, or the workspace would be without an owner.</exception>
    public static async Task RunAsync(
        IDirectory directory, IWorkspaceLog log, Command command, CancellationToken cancellation = default)
    {
        if (!await SeedWorkspace.EnsureAsync(directory, log, command.WorkspaceId, cancellation).ConfigureAwait(false))
        {
            throw DomainException.NotFound("Workspace");
        }

        var user = await directory.FindUserAsync(command.UserId, cancellation).ConfigureAwait(false)
            ?? throw DomainException.NotFound("User");

        // The workspace first, which decides what the user may do; then the directory's listing, by which the user's
        // default workspace is found. A crash in between leaves a member without a listing until the call is repeated.
        await log.WriteAsync(
            command.WorkspaceId,
            actorId: 0,
            transaction => ValueTask.FromResult(Apply(transaction, user, command)),
            cancellation).ConfigureAwait(false);
        if (command.Role is null)
        {
            return;
        }

        await directory.WriteAsync(
            async transaction =>
            {
                var listed = await directory.ListWorkspacesOfAsync(user.Id).ConfigureAwait(false);
                if (!listed.Contains(command.WorkspaceId))
                {
                    transaction.Create(new Membership { UserId = user.Id, WorkspaceId = command.WorkspaceId });
                }

                return true;
            },
            cancellation).ConfigureAwait(false);
    }

    private static bool Apply(IWorkspaceTransaction transaction, User user, Command command)
    {
        var members = transaction.Picture.Members;
        var before = members.GetValueOrDefault(user.Id);
        if (before is { Role: Role.Owner, IsActive: true } && command.Role != Role.Owner
            && !members.Values.Any(other => other.Id != user.Id && other is { Role: Role.Owner, IsActive: true }))
        {
            throw DomainException.Conflict(Fields.Role, "A workspace has at least one owner; make somebody else an owner first.");
        }

        if (command.Role is not { } role)
        {
            if (before is not { IsActive: true })
            {
                throw DomainException.NotFound("Member");
            }

            transaction.Update(before, before with { IsActive = false });
            return true;
        }

        before ??= SeedWorkspace.AddMember(transaction, user, role);
        transaction.Update(before, before with
        {
            Role = role,
            IsActive = true,
            DefaultBillingStatus = command.DefaultBillingStatus.Or(before.DefaultBillingStatus),
        });
        return true;
    }
}

using Polychron.Domain.Errors;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Workspaces;

/// <summary>Changes a workspace's plan and billing state. For whoever runs the server.</summary>
public static class UpdateWorkspace
{
    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">There is no such workspace.</exception>
    public static async Task<Workspace> RunAsync(
        IDirectory directory,
        IWorkspaceLog log,
        long workspaceId,
        Change<WorkspacePlan> plan,
        Change<BillingState> billingState,
        CancellationToken cancellation = default)
    {
        if (!await SeedWorkspace.EnsureAsync(directory, log, workspaceId, cancellation).ConfigureAwait(false))
        {
            throw DomainException.NotFound("Workspace");
        }

        // The workspace first, whose settings are what counts; then its listing. A crash in between leaves a listing that
        // shows the old plan until the call is repeated.
        var changed = await log.WriteAsync(
            workspaceId,
            actorId: 0,
            transaction =>
            {
                var before = transaction.Picture.Workspace!;
                return ValueTask.FromResult(transaction.Update(before, before with
                {
                    Plan = plan.Or(before.Plan),
                    BillingState = billingState.Or(before.BillingState),
                }));
            },
            cancellation).ConfigureAwait(false);
        await directory.WriteAsync(
            async transaction => await directory.FindWorkspaceAsync(workspaceId).ConfigureAwait(false) is { } listing
                ? transaction.Update(listing, listing with { Plan = changed.Plan, BillingState = changed.BillingState })
                : changed,
            cancellation).ConfigureAwait(false);
        return changed;
    }
}

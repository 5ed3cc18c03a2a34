using Polychron.Domain.Errors;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.OAuth;

/// <summary>Deletes an OAuth application and revokes all that users granted to it.</summary>
public static class DeleteApplication
{
    private const int Page = 100;

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">The caller is no owner, or the workspace has no such application.</exception>
    public static async Task RunAsync(
        IOAuthDirectory directory, IWorkspaceLog log, Caller caller, long id, CancellationToken cancellation = default)
    {
        ApplicationPermit.Require(caller.Member);
        var application = await directory.FindApplicationAsync(id, cancellation).ConfigureAwait(false);
        if (application is null || application.WorkspaceId != caller.Workspace.WorkspaceId)
        {
            throw DomainException.NotFound("Application");
        }

        // The application first: from then on it gets no grant and no token. Then the grants that it has. A crash in between
        // leaves access tokens that still work; repeating the call, which then says "not found", revokes them.
        var isFirst = await directory.WriteAsync(
            async transaction =>
            {
                var now = await directory.FindApplicationAsync(id).ConfigureAwait(false);
                if (now is not { DeletedAt: null })
                {
                    return false;
                }

                transaction.Update(now, now with { DeletedAt = transaction.Now });
                return true;
            },
            cancellation).ConfigureAwait(false);
        var after = 0L;
        for (var more = true; more;)
        {
            var grants = await directory.ListGrantsOfApplicationAsync(id, after, Page, cancellation).ConfigureAwait(false);
            foreach (var grant in grants)
            {
                await RevokeGrant.RunAsync(directory, log, grant.UserId, grant.Id, cancellation).ConfigureAwait(false);
                after = grant.Id;
            }

            more = grants.Count == Page;
        }

        if (!isFirst)
        {
            throw DomainException.NotFound("Application");
        }
    }
}

using Polychron.Domain.Errors;
using Polychron.Domain.OAuth;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Directory;

namespace Polychron.UseCases.OAuth;

/// <summary>Lists the OAuth applications of the caller's workspace, without their secrets, which nobody has.</summary>
public static class ListApplications
{
    /// <summary>The applications that are not deleted, by id.</summary>
    /// <exception cref="DomainException">The caller is no owner.</exception>
    public static async Task<IReadOnlyList<OAuthApplication>> RunAsync(
        IOAuthDirectory directory, Caller caller, CancellationToken cancellation = default)
    {
        ApplicationPermit.Require(caller.Member);
        var all = await directory.ListApplicationsAsync(caller.Workspace.WorkspaceId, cancellation).ConfigureAwait(false);
        return [.. all.Where(application => application.DeletedAt is null)];
    }
}

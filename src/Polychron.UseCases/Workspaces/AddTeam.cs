using Polychron.Domain.Errors;
using Polychron.Domain.Teams;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Teams;

namespace Polychron.UseCases.Workspaces;

/// <summary>Creates a team in a workspace that whoever runs the server names.</summary>
public static class AddTeam
{
    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">There is no such workspace, or a value is not acceptable.</exception>
    public static async Task<Team> RunAsync(
        IDirectory directory, IWorkspaceLog log, long workspaceId, CreateTeam.Command command, CancellationToken cancellation = default) =>
        await SeedWorkspace.EnsureAsync(directory, log, workspaceId, cancellation).ConfigureAwait(false)
            ? await log.WriteAsync(
                workspaceId, actorId: 0, transaction => ValueTask.FromResult(CreateTeam.Run(transaction, command)), cancellation)
                .ConfigureAwait(false)
            : throw DomainException.NotFound("Workspace");
}

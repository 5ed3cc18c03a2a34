using Polychron.Domain.Clients;
using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Clients;

/// <summary>Finds clients, which every member of the workspace sees. Costs no read.</summary>
public static class FindClient
{
    /// <summary>The client of an id.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public static Client Run(IWorkspaceView view, long id) =>
        view.Picture.Clients.GetValueOrDefault(id) ?? throw DomainException.NotFound("Client");

    /// <summary>All, the most recently changed first.</summary>
    /// <param name="view">The workspace.</param>
    /// <param name="isArchived">Only archived ones, only others, or (null) both.</param>
    public static IEnumerable<Client> Recent(IWorkspaceView view, bool? isArchived) => view.Picture.Clients.Values
        .Where(client => isArchived is null || client.IsArchived == isArchived)
        .OrderByDescending(client => client.UpdatedAt).ThenByDescending(client => client.Id);
}

using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Clients;

/// <summary>Deletes a client. For owners and managers.</summary>
public static class DeleteClient
{
    /// <summary>
    /// Deletes it. Its projects stay and keep its number, which stands for nothing from then on and is not shown: numbers are
    /// never used again.
    /// </summary>
    /// <exception cref="Domain.Errors.DomainException">There is no such client, or the actor may not.</exception>
    public static void Run(IWorkspaceTransaction transaction, long id)
    {
        ManagePermit.WorkManager(transaction);
        transaction.Delete(FindClient.Run(transaction, id));
    }
}

using Polychron.Domain.Clients;
using Polychron.Domain.Errors;
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
    /// <exception cref="DomainException">There is no such client, the condition does not hold, or the actor may not.</exception>
    public static void Run(IWorkspaceTransaction transaction, long id, Func<Client, bool>? precondition = null)
    {
        ManagePermit.WorkManager(transaction);
        var client = FindClient.Run(transaction, id);
        if (precondition?.Invoke(client) == false)
        {
            throw DomainException.PreconditionFailed();
        }

        transaction.Delete(client);
    }
}

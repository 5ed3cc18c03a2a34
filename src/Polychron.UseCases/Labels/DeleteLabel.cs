using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Labels;

/// <summary>Deletes a label with all below it. For owners and managers.</summary>
public static class DeleteLabel
{
    /// <summary>
    /// Deletes it. Entries and projects keep its number, which stands for nothing from then on: to take it out of them would
    /// rewrite any number of rows, and numbers are never used again.
    /// </summary>
    /// <exception cref="Domain.Errors.DomainException">There is no such label.</exception>
    public static void Run(IWorkspaceTransaction transaction, long id)
    {
        ManagePermit.WorkManager(transaction);
        var subtree = LabelTree.Subtree(transaction.Picture, LabelTree.Find(transaction, id).Id);

        // Children first, so that every prefix of the log is a forest without orphans.
        for (var i = subtree.Count - 1; i >= 0; i--)
        {
            transaction.Delete(subtree[i]);
        }
    }
}

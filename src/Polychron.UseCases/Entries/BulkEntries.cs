using Polychron.Domain.Errors;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;

namespace Polychron.UseCases.Entries;

/// <summary>
/// Creates, changes and deletes several entries in one atomic write, each good or refused by itself: what is refused changes
/// nothing and keeps none of the others back.
/// </summary>
public static class BulkEntries
{
    /// <summary>The most entries that one call writes.</summary>
    public const int MaxCount = 100;

    /// <summary>What to do, in this order.</summary>
    /// <param name="Create">The entries to create; null where one was already refused.</param>
    /// <param name="Update">The changes; null where one was already refused.</param>
    /// <param name="Delete">The ids of entries to delete; null where one was already refused.</param>
    public sealed record Command(
        IReadOnlyList<CreateEntry.Command?> Create, IReadOnlyList<UpdateEntry.Command?> Update, IReadOnlyList<long?> Delete);

    /// <summary>What was done.</summary>
    public sealed record Result
    {
        /// <summary>The ids of the created entries, in order of their commands.</summary>
        public List<long> CreatedIds { get; } = [];

        /// <summary>The ids of the changed entries, each once.</summary>
        public List<long> UpdatedIds { get; } = [];

        /// <summary>The ids of the deleted entries.</summary>
        public List<long> DeletedIds { get; } = [];

        /// <summary>What was not created, by its place in the list.</summary>
        public Dictionary<int, DomainException> RefusedToCreate { get; } = [];

        /// <summary>What was not changed, by its place in the list.</summary>
        public Dictionary<int, DomainException> RefusedToUpdate { get; } = [];

        /// <summary>What was not deleted, by its place in the list.</summary>
        public Dictionary<int, DomainException> RefusedToDelete { get; } = [];
    }

    /// <summary>Runs it. Reads what it changes and deletes at once.</summary>
    /// <exception cref="DomainException">The caller may write nothing, or it is too much for one write.</exception>
    public static async ValueTask<Result> RunAsync(IWorkspaceTransaction transaction, Command command)
    {
        Permit.Writer(transaction);
        var result = new Result();
        await transaction.LoadEntriesAsync([.. command.Update.OfType<UpdateEntry.Command>().Select(update => update.Id), .. command.Delete.OfType<long>()])
            .ConfigureAwait(false);

        // To which project each user's hours went last: the default one of those that follow, without reading again.
        var last = new Dictionary<long, ProjectReference>();
        for (var i = 0; i < command.Create.Count; i++)
        {
            if (command.Create[i] is { } create)
            {
                await TryAsync(i, result.RefusedToCreate, async () =>
                {
                    var project = create.Project ?? (create.ObeysProject
                        ? last.GetValueOrDefault(create.UserId ?? transaction.ActorId)
                        : null);
                    var entry = await CreateEntry.RunAsync(transaction, create with { Project = project }).ConfigureAwait(false);
                    result.CreatedIds.Add(entry.Id);
                    if (entry.ProjectId is { } projectId)
                    {
                        last[entry.UserId] = ProjectReference.ById(projectId);
                    }
                }).ConfigureAwait(false);
            }
        }

        for (var i = 0; i < command.Update.Count; i++)
        {
            if (command.Update[i] is { } update)
            {
                await TryAsync(i, result.RefusedToUpdate, async () =>
                {
                    var entry = await UpdateEntry.RunAsync(transaction, update).ConfigureAwait(false);
                    if (!result.UpdatedIds.Contains(entry.Id))
                    {
                        result.UpdatedIds.Add(entry.Id);
                    }
                }).ConfigureAwait(false);
            }
        }

        for (var i = 0; i < command.Delete.Count; i++)
        {
            if (command.Delete[i] is { } id)
            {
                await TryAsync(i, result.RefusedToDelete, async () =>
                {
                    await DeleteEntry.OfAnyUserAsync(transaction, id).ConfigureAwait(false);
                    result.DeletedIds.Add(id);
                }).ConfigureAwait(false);
            }
        }

        return result;
    }

    // Use cases refuse before they change anything, so that there is nothing to take back.
    private static async ValueTask TryAsync(int index, Dictionary<int, DomainException> refused, Func<ValueTask> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DomainException refusal) when (refusal.Kind
            is DomainErrorKind.Invalid or DomainErrorKind.NotFound or DomainErrorKind.Forbidden or DomainErrorKind.Conflict)
        {
            refused[index] = refusal;
        }
    }
}

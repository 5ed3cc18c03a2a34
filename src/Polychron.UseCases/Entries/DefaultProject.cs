using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>The project of hours for which none is named (Timely, "Create an event").</summary>
internal static class DefaultProject
{
    /// <summary>How many of the user's latest entries are looked at: those of one read.</summary>
    private const int Latest = 100;

    private static readonly Duration Recent = Duration.FromHours(1);

    /// <summary>
    /// The project to which the user's hours were last logged within the hour, as far as they are among the 100 latest of
    /// their time; else the user's first active one. Costs one range read if the user has any entries.
    /// </summary>
    /// <exception cref="DomainException">There is none.</exception>
    public static async ValueTask<Project> FindAsync(IWorkspaceTransaction transaction, Member actor, Member user)
    {
        var picture = transaction.Picture;
        return await LastAsync(transaction, actor, user).ConfigureAwait(false)
            ?? picture.Projects.All.Where(project => ProjectUse.Allows(picture, actor, user, project)).MinBy(project => project.Id)
            ?? throw DomainException.Invalid(Fields.Project, "can't be blank");
    }

    private static async ValueTask<Project?> LastAsync(IWorkspaceTransaction transaction, Member actor, Member user)
    {
        var picture = transaction.Picture;
        if (picture.UserTallies.GetValueOrDefault(user.Id) is not { Count: > 0 })
        {
            return null;
        }

        var scan = new EntryScan(EntryIndex.User, user.Id) { PageSize = Latest };
        await foreach (var page in transaction.ScanEntriesAsync(scan).ConfigureAwait(false))
        {
            if (page.Count == 0)
            {
                continue;
            }

            return page.Where(entry => entry.CreatedAt > transaction.Now - Recent)
                .OrderByDescending(entry => entry.Id)
                .Select(entry => entry.ProjectId is { } id ? picture.Projects.Find(id) : null)
                .OfType<Project>()
                .FirstOrDefault(project => ProjectUse.Allows(picture, actor, user, project));
        }

        return null;
    }
}

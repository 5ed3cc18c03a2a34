using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Rates;

namespace Polychron.UseCases.Users;

/// <summary>Changes a member's role, rates, capacity and projects. For owners.</summary>
public static class UpdateMember
{
    /// <summary>Who, and what is to change.</summary>
    public sealed record Command
    {
        /// <summary>The member's user id.</summary>
        public required long Id { get; init; }

        /// <summary>What is to change.</summary>
        public required MemberChanges Changes { get; init; }

        /// <summary>The name, which only the member may change; null if it is not to be.</summary>
        public string? Name { get; init; }

        /// <summary>Which of their entries take on rates that change.</summary>
        public RerateScope Rerate { get; init; } = RerateScope.All;
    }

    /// <summary>
    /// Gives up to <see cref="RerateEntries.MaxInWrite"/> entries their new rates. Call it until it answers null, then
    /// <see cref="RunAsync"/>.
    /// </summary>
    /// <exception cref="DomainException">The change itself would be refused.</exception>
    public static ValueTask<RerateCursor?> PrepareAsync(IWorkspaceTransaction transaction, Command command, RerateCursor? cursor)
    {
        var plan = Plan.Make(transaction, command);
        return RerateAsync(transaction, plan, command, cursor);
    }

    /// <summary>
    /// Changes the member. Their entries come first, in writes of their own where they are many, so that after a crash between
    /// the same change sent again goes on where it was.
    /// </summary>
    /// <exception cref="DomainException">There is no such member, the actor may not change them, or a value is not acceptable.</exception>
    public static async ValueTask<Member> RunAsync(IWorkspaceTransaction transaction, Command command)
    {
        var plan = Plan.Make(transaction, command);
        if (await RerateAsync(transaction, plan, command, null).ConfigureAwait(false) is not null)
        {
            throw DomainException.Conflict(Fields.HourRate, "Too many hours were written while this was changed; try again.");
        }

        foreach (var (before, after) in plan.Projects)
        {
            transaction.Update(before, after);
        }

        return transaction.Update(plan.Before, plan.After);
    }

    private static ValueTask<RerateCursor?> RerateAsync(
        IWorkspaceTransaction transaction, Plan plan, Command command, RerateCursor? cursor)
    {
        var now = transaction.Picture;
        if (command.Rerate == RerateScope.None || (plan.Projects.Count == 0 && plan.Before.HourRate == plan.After.HourRate))
        {
            return ValueTask.FromResult<RerateCursor?>(null);
        }

        // A project that lets them go leaves their hours in it the rate that they had there.
        var then = plan.Projects.Where(change => change.After.Users.ContainsKey(command.Id)).Aggregate(
            now with { Members = now.Members.SetItem(plan.After.Id, plan.After) },
            static (picture, change) => picture with { Projects = picture.Projects.With(change.After) });
        return RerateEntries.RunAsync(
            transaction,
            new EntryScan(EntryIndex.User, command.Id),
            entry => Rate(now, entry) != Rate(then, entry) ? Rate(then, entry) : null,
            command.Rerate,
            cursor);
    }

    private static long Rate(WorkspacePicture picture, Entry entry) => RateRules.HourRate(
        picture, entry.ProjectId is { } projectId ? picture.Projects.Find(projectId) : null, entry.UserId);

    private sealed record Plan(Member Before, Member After, IReadOnlyList<(Project Before, Project After)> Projects)
    {
        public static Plan Make(IWorkspaceTransaction transaction, Command command)
        {
            var actor = Permit.Writer(transaction);
            var before = transaction.Picture.Members.GetValueOrDefault(command.Id)
                ?? throw DomainException.NotFound("User");
            if (command.Changes.NeedsOwner || actor.Id != before.Id)
            {
                ManagePermit.PeopleManager(transaction);
            }

            var after = MemberRules.Apply(transaction.Picture, before, command.Changes);
            if (command.Name is { } name && name != before.Name)
            {
                if (actor.Id != before.Id)
                {
                    throw DomainException.Forbidden("Only the user may change their name.");
                }

                ProfileRules.CheckName(name);
                after = after with { Name = name };
            }

            return new Plan(
                before, after, MemberRules.Projects(transaction.Picture, before.Id, command.Changes, transaction.Now));
        }
    }
}

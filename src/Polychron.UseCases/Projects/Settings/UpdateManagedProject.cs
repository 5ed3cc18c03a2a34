using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Rates;

namespace Polychron.UseCases.Projects.Settings;

/// <summary>Changes a project's settings. For owners, and for managers who belong to it.</summary>
public static class UpdateManagedProject
{
    /// <summary>Which project, and what is to change.</summary>
    public sealed record Command
    {
        /// <summary>The project.</summary>
        public required long Id { get; init; }

        /// <summary>What is to change.</summary>
        public required ProjectSettings Settings { get; init; }

        /// <summary>Whether managers may change every project that they see, not only those that they belong to.</summary>
        public bool IsAnyInSight { get; init; }

        /// <summary>A condition on the project as it stands, or null.</summary>
        public Func<Project, bool>? Precondition { get; init; }

        /// <summary>Which of its entries take on rates that change.</summary>
        public RerateScope Rerate { get; init; } = RerateScope.All;
    }

    /// <summary>
    /// Gives up to <see cref="RerateEntries.MaxInWrite"/> entries their new rates. Call it until it answers null, then
    /// <see cref="RunAsync"/>.
    /// </summary>
    /// <param name="transaction">A transaction of its own for each call.</param>
    /// <param name="command">The change.</param>
    /// <param name="cursor">What the call before answered; null for the first.</param>
    /// <exception cref="DomainException">The change itself would be refused.</exception>
    public static ValueTask<RerateCursor?> PrepareAsync(IWorkspaceTransaction transaction, Command command, RerateCursor? cursor)
    {
        var before = FindManagedProject.ForChange(transaction, command.Id, command.IsAnyInSight);
        var after = Apply(transaction, before, command);
        return Rerate(transaction, before, after, command, cursor);
    }

    /// <summary>
    /// Changes it. Its entries come first, in writes of their own where they are many: a crash between leaves the project
    /// with its old rate, so the same change sent again goes on where it was. The last of them are in this write, so that
    /// none that was made meanwhile is left out.
    /// </summary>
    /// <exception cref="DomainException">There is no such project, the actor may not change it, or a value is not acceptable.</exception>
    public static async ValueTask<Project> RunAsync(IWorkspaceTransaction transaction, Command command)
    {
        var before = FindManagedProject.ForChange(transaction, command.Id, command.IsAnyInSight);
        if (command.Precondition?.Invoke(before) == false)
        {
            throw DomainException.PreconditionFailed();
        }

        var after = Apply(transaction, before, command);
        return await Rerate(transaction, before, after, command, null).ConfigureAwait(false) is null
            ? transaction.Update(before, after)
            : throw DomainException.Conflict(Fields.HourRate, "Too many hours were written while this was changed; try again.");
    }

    private static Project Apply(IWorkspaceTransaction transaction, Project before, Command command)
    {
        var actor = Permit.Writer(transaction);
        var after = ProjectSettingsRules.Apply(transaction.Picture, actor, before, command.Settings, transaction.Now);

        // Whose rates count decides what the hours cost, as much as a rate itself does.
        return after.RateType == before.RateType || RatePermit.SeesRates(actor)
            ? after
            : throw DomainException.Forbidden("Rates are hidden from you, so you may not change whose they are.");
    }

    private static ValueTask<RerateCursor?> Rerate(
        IWorkspaceTransaction transaction, Project before, Project after, Command command, RerateCursor? cursor)
    {
        var picture = transaction.Picture;
        if (command.Rerate == RerateScope.None
            || (before.RateType == after.RateType && before.HourRate == after.HourRate && before.Users == after.Users))
        {
            return ValueTask.FromResult<RerateCursor?>(null);
        }

        // Whoever is let go keeps the rate that they had there: to end somebody's work changes nothing about the work done.
        var rated = after with { Users = before.Users.SetItems(after.Users) };
        return RerateEntries.RunAsync(
            transaction,
            new EntryScan(EntryIndex.Project, before.Id),
            entry => RateRules.HourRate(picture, before, entry.UserId) != RateRules.HourRate(picture, rated, entry.UserId)
                ? RateRules.HourRate(picture, rated, entry.UserId)
                : null,
            command.Rerate,
            cursor);
    }
}

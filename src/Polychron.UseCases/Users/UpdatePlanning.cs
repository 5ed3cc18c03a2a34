using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Users;

/// <summary>
/// Changes what a member is expected to work and costs. For owners and managers. Entries that are there keep the cost that
/// they were created with (Timether, "Internal cost snapshot behavior").
/// </summary>
public static class UpdatePlanning
{
    /// <summary>Whom, and to what.</summary>
    /// <param name="UserId">The member's user id.</param>
    /// <param name="WeeklyCapacitySeconds">The seconds a week, or null for the workspace's.</param>
    /// <param name="InternalHourRate">Minor units an hour, or null for none.</param>
    public sealed record Command(long UserId, Change<long?> WeeklyCapacitySeconds, Change<long?> InternalHourRate);

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">There is no such member, the actor may not, or a value is not acceptable.</exception>
    public static Member Run(IWorkspaceTransaction transaction, Command command)
    {
        PlanningPermit.Planner(transaction, command.InternalHourRate.IsSet);
        var before = ListMembers.Find(transaction, command.UserId);
        var changes = new MemberChanges
        {
            WeeklyCapacitySeconds = command.WeeklyCapacitySeconds,
            InternalHourRate = command.InternalHourRate,
        };
        return transaction.Update(before, MemberRules.Apply(transaction.Picture, before, changes));
    }
}

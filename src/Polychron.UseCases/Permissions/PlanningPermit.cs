using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Permissions;

/// <summary>Who sees and sets what members are expected to work and what they cost: owners and managers (Timether, "Access restrictions").</summary>
public static class PlanningPermit
{
    /// <summary>Whether a member is shown the expected hours of everyone.</summary>
    public static bool SeesCapacity(Member member) => member.Role is Role.Owner or Role.Manager;

    /// <summary>Whether a member is shown what everyone costs: not a manager from whom rates are hidden.</summary>
    public static bool SeesCost(Member member) => SeesCapacity(member) && RatePermit.SeesRates(member);

    /// <summary>Refuses a reader who is not shown expected hours.</summary>
    /// <exception cref="DomainException">The member may not.</exception>
    public static void RequireCapacity(Member member)
    {
        if (!SeesCapacity(member))
        {
            throw Refused();
        }
    }

    /// <summary>Refuses a reader who is not shown internal costs.</summary>
    /// <exception cref="DomainException">The member may not.</exception>
    public static void RequireCost(Member member)
    {
        if (!SeesCost(member))
        {
            throw Refused();
        }
    }

    /// <summary>The transaction's actor, who has to be allowed to see what is to be set.</summary>
    /// <exception cref="DomainException">The actor may not.</exception>
    public static Member Planner(IWorkspaceTransaction transaction, bool setsCost)
    {
        var member = Permit.Writer(transaction);
        return SeesCapacity(member) && (!setsCost || SeesCost(member))
            ? member
            : throw Refused();
    }

    private static DomainException Refused() =>
        DomainException.Forbidden("Only owners and managers may see or change capacity and internal cost.");
}

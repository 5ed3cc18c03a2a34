using Polychron.Domain.Members;

namespace Polychron.UseCases.Permissions;

/// <summary>Who is shown money.</summary>
public static class RatePermit
{
    /// <summary>Whether rates, costs and money budgets are shown to a member. An owner always sees them.</summary>
    public static bool SeesRates(Member member) => member.Role == Role.Owner || !member.HidesRates;

    /// <summary>Whether a member is shown, and may set, what people cost inside the company.</summary>
    public static bool SeesInternalRates(Member member) => member.Role == Role.Owner;
}

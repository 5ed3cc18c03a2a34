using Polychron.Domain.Budgets;

namespace Polychron.Dialects.Timedash.Mapping;

/// <summary>The names of what budgets are counted in.</summary>
internal static class BudgetTypes
{
    /// <summary>In the order of the domain's kinds.</summary>
    public static readonly IReadOnlyList<string> Names = ["none", "money", "time"];

    public static string Of(BudgetKind kind) => Names[(int)kind];

    public static BudgetKind? Find(string? name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
            {
                return (BudgetKind)i;
            }
        }

        return null;
    }
}

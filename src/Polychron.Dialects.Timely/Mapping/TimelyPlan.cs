using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timely.Mapping;

/// <summary>A plan as Timely names it.</summary>
internal sealed record TimelyPlan(int Id, string Name, string Code)
{
    /// <summary>How a workspace's plan is shown.</summary>
    public static TimelyPlan Of(WorkspacePlan plan) => plan switch
    {
        WorkspacePlan.Free => new(1, "Free", "free"),
        WorkspacePlan.SoloPro => new(2, "Essential", "essential"),
        WorkspacePlan.Team => new(3, "Team", "team"),
        _ => new(4, "Business", "business"),
    };
}

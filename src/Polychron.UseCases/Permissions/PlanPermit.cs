using Polychron.Domain.Errors;
using Polychron.Domain.Workspaces;

namespace Polychron.UseCases.Permissions;

/// <summary>What a workspace's plan includes.</summary>
public static class PlanPermit
{
    /// <summary>Refuses a workspace whose plan has no API access: it is on Team and Business (Timether, "API availability").</summary>
    /// <exception cref="DomainException">Of kind <see cref="DomainErrorKind.PlanRequired"/>.</exception>
    public static void RequireApi(WorkspacePicture picture)
    {
        if (picture.Workspace is not { Plan: WorkspacePlan.Team or WorkspacePlan.Business })
        {
            throw DomainException.PlanRequired("API access is available for workspaces on the Team and Business plans.");
        }
    }
}

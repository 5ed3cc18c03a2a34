using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;

namespace Polychron.Domain.Billing;

/// <summary>The billing status that a new entry takes where its writer names none.</summary>
public static class BillingDefaults
{
    /// <summary>
    /// The first one that is set, in this order: the project, its ancestors from the nearest up, the project's team, the
    /// member, the workspace; undetermined if none is.
    /// </summary>
    public static BillingStatus Resolve(WorkspacePicture picture, Project? project, long userId)
    {
        if (project is not null)
        {
            var chain = picture.Projects.Chain(project);
            for (var i = chain.Count - 1; i >= 0; i--)
            {
                if (chain[i].DefaultBillingStatus is { } status)
                {
                    return status;
                }
            }

            if (project.TeamId is { } teamId && picture.Teams.GetValueOrDefault(teamId)?.DefaultBillingStatus is { } ofTeam)
            {
                return ofTeam;
            }
        }

        return picture.Members.GetValueOrDefault(userId)?.DefaultBillingStatus
            ?? picture.Workspace?.DefaultBillingStatus
            ?? BillingStatus.Undetermined;
    }
}

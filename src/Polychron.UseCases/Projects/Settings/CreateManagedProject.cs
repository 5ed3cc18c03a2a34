using System.Collections.Immutable;
using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Projects.Settings;

/// <summary>Creates a project for a client, with people, rates, a budget and rules. For owners and managers.</summary>
public static class CreateManagedProject
{
    private const string DefaultColor = "#67A3BC";

    /// <summary>Creates it. Without users it is its creator's.</summary>
    /// <exception cref="DomainException">A value is not acceptable.</exception>
    public static Project Run(IWorkspaceTransaction transaction, ProjectSettings settings)
    {
        var member = ManagePermit.WorkManager(transaction);
        var picture = transaction.Picture;
        if (picture.Projects.Count >= ProjectLimits.MaxProjects)
        {
            throw DomainException.Invalid(Fields.Title, $"A workspace has at most {ProjectLimits.MaxProjects} projects.");
        }

        var draft = new Project
        {
            Title = "",
            CreatorUserId = member.Id,
            Color = DefaultColor,
            ProductivityScore = 1,
            HourRate = picture.Workspace?.DefaultHourRate ?? 0,
            Users = ImmutableSortedDictionary<long, ProjectUser>.Empty.Add(
                member.Id, new ProjectUser(null, transaction.Now, transaction.Now)),
        };
        return transaction.Create(ProjectSettingsRules.Apply(picture, member, draft, settings, transaction.Now));
    }
}

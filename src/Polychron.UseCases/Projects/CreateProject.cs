using Polychron.Domain.Billing;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Projects;

/// <summary>Creates a project: below a parent, in a team, or private to the caller.</summary>
public static class CreateProject
{
    /// <summary>What to create.</summary>
    public sealed record Command
    {
        /// <summary>The title.</summary>
        public required string Title { get; init; }

        /// <summary>The parent, or null for a root.</summary>
        public ProjectReference? Parent { get; init; }

        /// <summary>The team, or null for the parent's, or else a private project.</summary>
        public long? TeamId { get; init; }

        /// <summary>Whether a root without a team belongs to the whole workspace rather than to the caller.</summary>
        public bool IsShared { get; init; }

        /// <summary>The client that it is for, or null.</summary>
        public long? ClientId { get; init; }

        /// <summary>#RRGGBB, or null for a random hue.</summary>
        public string? Color { get; init; }

        /// <summary>From -1 to 1.</summary>
        public double ProductivityScore { get; init; } = 1;

        /// <summary>Whether it begins archived.</summary>
        public bool IsArchived { get; init; }

        /// <summary>Notes, or null.</summary>
        public string? Notes { get; init; }

        /// <summary>The billing status of its entries, or null to inherit.</summary>
        public BillingStatus? DefaultBillingStatus { get; init; }

        /// <summary>Custom fields, or null for none.</summary>
        public IReadOnlyCollection<KeyValuePair<string, string?>>? CustomFields { get; init; }
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">The caller may not, or a value is not acceptable.</exception>
    public static Project Run(IWorkspaceTransaction transaction, IRandomSource random, Command command)
    {
        var member = Permit.Writer(transaction);
        var picture = transaction.Picture;
        var parent = command.Parent?.Resolve(picture, member, Fields.Parent);
        if (command.TeamId is { } wanted
            && !(picture.Teams.GetValueOrDefault(wanted) is { } team
                && (team.UserIds.Contains(member.Id) || Permit.EditsEveryone(member))))
        {
            throw DomainException.Invalid(Fields.Team, "The selected team does not exist.");
        }

        if (parent is not null && command.TeamId is not null && command.TeamId != parent.TeamId)
        {
            throw DomainException.Invalid(Fields.Team, "A project belongs to the same team as its parent.");
        }

        if (parent is not null && !Permit.Edits(member, parent) && !Permit.WorksIn(picture, member, parent))
        {
            throw DomainException.Forbidden("You may not add projects below this one.");
        }

        if (parent is not null && picture.Projects.Chain(parent).Count >= ProjectLimits.MaxDepth)
        {
            throw DomainException.Invalid(Fields.Parent, $"A project tree has at most {ProjectLimits.MaxDepth} levels.");
        }

        if (command.ClientId is { } clientId && !picture.Clients.ContainsKey(clientId))
        {
            throw DomainException.Invalid("client_id", "The selected client does not exist.");
        }

        if (picture.Projects.Count >= ProjectLimits.MaxProjects)
        {
            throw DomainException.Invalid(Fields.Title, $"A workspace has at most {ProjectLimits.MaxProjects} projects.");
        }

        var teamId = parent is null ? command.TeamId : parent.TeamId;
        var isPrivate = parent is null ? teamId is null && !command.IsShared : parent.OwnerUserId is not null;
        var project = new Project
        {
            Title = command.Title,
            ParentId = parent?.Id,
            TeamId = teamId,
            OwnerUserId = isPrivate ? parent?.OwnerUserId ?? member.Id : null,
            CreatorUserId = member.Id,
            ClientId = command.ClientId,
            Color = command.Color ?? RandomColor.Next(random),
            ProductivityScore = command.ProductivityScore,
            IsArchived = command.IsArchived,
            Notes = string.IsNullOrEmpty(command.Notes) ? null : command.Notes,
            DefaultBillingStatus = command.DefaultBillingStatus,
            CustomFields = CustomFieldSet.Merge(CustomFieldSet.Empty, command.CustomFields ?? []),
        };
        ProjectRules.Check(project, command.CustomFields);
        return transaction.Create(project);
    }
}

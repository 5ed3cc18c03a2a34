using Polychron.Domain.Billing;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Projects;

/// <summary>Changes a project's own values; its place in the tree stays.</summary>
public static class UpdateProject
{
    /// <summary>What to change.</summary>
    public sealed record Command
    {
        /// <summary>The project.</summary>
        public required long Id { get; init; }

        /// <summary>The title.</summary>
        public Change<string> Title { get; init; }

        /// <summary>#RRGGBB.</summary>
        public Change<string> Color { get; init; }

        /// <summary>From -1 to 1.</summary>
        public Change<double> ProductivityScore { get; init; }

        /// <summary>Whether it is archived.</summary>
        public Change<bool> IsArchived { get; init; }

        /// <summary>Notes; null removes them.</summary>
        public Change<string?> Notes { get; init; }

        /// <summary>The billing status of new entries; null inherits.</summary>
        public Change<BillingStatus?> DefaultBillingStatus { get; init; }

        /// <summary>Custom fields to set, or with a null value to remove; others stay.</summary>
        public IReadOnlyCollection<KeyValuePair<string, string?>>? CustomFields { get; init; }

        /// <summary>A condition on the project as it stands, or null.</summary>
        public Func<Project, bool>? Precondition { get; init; }
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">There is no such project, the caller may not, or a value is not acceptable.</exception>
    public static Project Run(IWorkspaceTransaction transaction, Command command)
    {
        var before = FindProject.ForChange(transaction, command.Id, command.Precondition);
        var notes = command.Notes.Or(before.Notes);
        var after = before with
        {
            Title = command.Title.Or(before.Title),
            Color = command.Color.Or(before.Color),
            ProductivityScore = command.ProductivityScore.Or(before.ProductivityScore),
            IsArchived = command.IsArchived.Or(before.IsArchived),
            Notes = string.IsNullOrEmpty(notes) ? null : notes,
            DefaultBillingStatus = command.DefaultBillingStatus.Or(before.DefaultBillingStatus),
            CustomFields = CustomFieldSet.Merge(before.CustomFields, command.CustomFields ?? []),
        };
        ProjectRules.Check(after, command.CustomFields);
        return transaction.Update(before, after);
    }
}

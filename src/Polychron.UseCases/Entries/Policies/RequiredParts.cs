using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Workspaces;

namespace Polychron.UseCases.Entries.Policies;

/// <summary>
/// What an entry must have: labels that there are, and by the workspace's rules a project and a label. Checked as far as it
/// changes, so that an old entry that does not meet a younger rule can still be changed in other ways.
/// </summary>
internal static class RequiredParts
{
    // It also reaches callers whose API has no labels: they have to learn why nothing can be created, and what helps.
    private const string RequiresLabel = "This workspace requires at least one label (tag) on every time entry. "
        + "An API that has none cannot create entries here until an owner of the workspace switches that rule off.";

    /// <summary>Checks an entry that is written.</summary>
    /// <exception cref="DomainException">Something is missing, or a label does not exist.</exception>
    public static void Check(WorkspacePicture picture, Entry? before, Entry after)
    {
        var errors = new List<FieldError>();
        var policy = picture.Workspace?.EntryPolicy ?? Domain.Entries.Policies.EntryPolicy.None;
        if (policy.RequiresProject
            && (before is null || before.ProjectId != after.ProjectId)
            && (after.ProjectId is not { } projectId || picture.Projects.Find(projectId) is null))
        {
            errors.Add(new(Fields.Project, "This workspace requires a project on every time entry."));
        }

        if (before is null || !before.LabelIds.SetEquals(after.LabelIds))
        {
            if (after.LabelIds.Any(id => !picture.Labels.ContainsKey(id) && before?.LabelIds.Contains(id) != true))
            {
                errors.Add(new(Fields.LabelIds, "The selected label does not exist."));
            }
            else if (policy.RequiresLabel && !after.LabelIds.Any(picture.Labels.ContainsKey))
            {
                errors.Add(new(Fields.LabelIds, RequiresLabel));
            }
        }

        if (errors.Count > 0)
        {
            throw DomainException.Invalid(errors);
        }
    }
}

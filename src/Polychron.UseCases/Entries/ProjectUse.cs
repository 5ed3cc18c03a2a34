using System.Collections.Immutable;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;

namespace Polychron.UseCases.Entries;

/// <summary>What a project asks of the hours that are logged to it: its people, that it is active, notes and labels.</summary>
internal static class ProjectUse
{
    private const string Invalid = "is invalid";
    private const string Blank = "can't be blank";

    /// <summary>Whether an actor may log a user's time to a project: both are on it (an owner is on all), and it is active.</summary>
    public static bool Allows(WorkspacePicture picture, Member actor, Member user, Project project) =>
        !project.IsArchived && Permit.WorksIn(picture, user, project) && ManagePermit.BelongsTo(picture, actor, project);

    /// <summary>The project of an id, to log a user's time to.</summary>
    /// <exception cref="DomainException">There is none, or it is not one for that user or the actor.</exception>
    public static Project Find(WorkspacePicture picture, Member actor, Member user, long? id) =>
        id is { } known && picture.Projects.Find(known) is { } project && Allows(picture, actor, user, project)
            ? project
            : throw DomainException.Invalid(Fields.Project, Invalid);

    /// <summary>The active user of an id, for whose time the actor may write.</summary>
    /// <exception cref="DomainException">There is none, or the actor may write for nobody else.</exception>
    public static Member FindUser(WorkspacePicture picture, Member actor, long id)
    {
        if (id != actor.Id && !Permit.EditsEveryone(actor))
        {
            throw DomainException.Forbidden("You may only log hours of your own.");
        }

        return picture.Members.GetValueOrDefault(id) is { IsActive: true } user
            ? user
            : throw DomainException.Invalid(Fields.User, Invalid);
    }

    /// <summary>
    /// Checks the notes and labels of an entry as far as they changed: an old entry that does not meet a younger rule can still
    /// be changed in other ways.
    /// </summary>
    /// <exception cref="DomainException">Notes or labels are missing, or a label is not one for this project.</exception>
    public static void Check(WorkspacePicture picture, Project? project, Entry? before, Entry after)
    {
        var errors = new List<FieldError>();
        var isOther = before is null || before.ProjectId != after.ProjectId;
        if (project is { RequiresNotes: true }
            && (isOther || before!.Title != after.Title || before.Notes != after.Notes)
            && string.IsNullOrWhiteSpace(EntryText.Join(after.Title, after.Notes)))
        {
            errors.Add(new(Fields.Notes, Blank));
        }

        if ((isOther || !before!.LabelIds.SetEquals(after.LabelIds))
            && CheckLabels(picture, project, before?.LabelIds ?? [], after.LabelIds) is { } complaint)
        {
            errors.Add(new(Fields.LabelIds, complaint));
        }

        if (errors.Count > 0)
        {
            throw DomainException.Invalid(errors);
        }
    }

    private static string? CheckLabels(
        WorkspacePicture picture, Project? project, ImmutableSortedSet<long> before, ImmutableSortedSet<long> after)
    {
        // The number of a label that was deleted since stands for nothing: it may stay, and counts for nothing.
        var labels = after.Where(picture.Labels.ContainsKey).ToHashSet();
        // One that was put away stays on what has it, and goes on nothing else.
        if (after.Any(id => !before.Contains(id) && (!labels.Contains(id) || picture.Labels[id].IsArchived)))
        {
            return Invalid;
        }

        if (project is null)
        {
            return null;
        }

        return project.LabelPolicy switch
        {
            LabelPolicy.None => labels.Count > 0 ? Invalid : null,
            LabelPolicy.Custom when labels.Any(id => !project.Labels.ContainsKey(id)) => Invalid,
            _ when project.RequiresLabels && labels.Count == 0 => Blank,
            _ => project.Labels.Any(label => label.Value.IsRequired && picture.Labels.ContainsKey(label.Key) && !labels.Contains(label.Key))
                ? "must include the required labels"
                : null,
        };
    }
}

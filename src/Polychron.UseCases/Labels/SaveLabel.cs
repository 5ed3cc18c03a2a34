using Polychron.Domain.Errors;
using Polychron.Domain.Labels;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Labels;

/// <summary>Creates and changes labels. For owners and managers.</summary>
public static class SaveLabel
{
    private const int MaxEmojiLength = 1_000;

    /// <summary>Creates one, after its siblings.</summary>
    public static Label Create(IWorkspaceTransaction transaction, LabelChanges changes)
    {
        ManagePermit.WorkManager(transaction);
        var picture = transaction.Picture;
        if (picture.Labels.Count >= Label.MaxLabels)
        {
            throw DomainException.Invalid(Fields.Name, $"A workspace has at most {Label.MaxLabels} labels.");
        }

        var parentId = changes.ParentId.Or(null);
        var draft = Apply(picture, new Label { Name = "", Position = Next(picture, parentId) }, changes);
        return transaction.Create(draft);
    }

    /// <summary>Changes one. Below another parent it stands after its new siblings.</summary>
    /// <exception cref="DomainException">There is no such label, or a value is not acceptable.</exception>
    public static Label Update(IWorkspaceTransaction transaction, long id, LabelChanges changes)
    {
        ManagePermit.WorkManager(transaction);
        var picture = transaction.Picture;
        var before = LabelTree.Find(transaction, id);
        var after = Apply(picture, before, changes);
        if (after.ParentId != before.ParentId)
        {
            after = after with { Position = Next(picture, after.ParentId) };
        }

        return transaction.Update(before, after);
    }

    private static Label Apply(WorkspacePicture picture, Label label, LabelChanges changes)
    {
        var after = label with
        {
            Name = changes.Name.Or(label.Name),
            ParentId = changes.ParentId.Or(label.ParentId),
            Emoji = changes.Emoji.Or(label.Emoji) ?? changes.DefaultEmoji,
            IsArchived = changes.IsArchived.Or(label.IsArchived),
        };
        if (string.IsNullOrWhiteSpace(after.Name))
        {
            throw DomainException.Invalid(Fields.Name, "can't be blank");
        }

        if (after.Name.Length > Label.MaxNameLength)
        {
            throw DomainException.Invalid(Fields.Name, $"is too long (maximum is {Label.MaxNameLength} characters)");
        }

        if (after.Emoji is { } emoji && (emoji.Length > MaxEmojiLength || !Uri.TryCreate(emoji, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")))
        {
            throw DomainException.Invalid("emoji", "is invalid");
        }

        if (after.ParentId is { } parentId && after.ParentId != label.ParentId)
        {
            CheckParent(picture, label, parentId);
        }

        return after;
    }

    private static void CheckParent(WorkspacePicture picture, Label label, long parentId)
    {
        var subtree = LabelTree.Subtree(picture, label.Id);
        var height = subtree.Count == 0 ? 1
            : subtree.Max(below => LabelTree.Depth(picture, below.Id)) - LabelTree.Depth(picture, label.Id) + 1;
        if (!picture.Labels.ContainsKey(parentId)
            || subtree.Any(below => below.Id == parentId)
            || LabelTree.Depth(picture, parentId) + height > LabelTree.MaxDepth)
        {
            throw DomainException.Invalid(Fields.Parent, "is invalid");
        }
    }

    private static int Next(WorkspacePicture picture, long? parentId) =>
        picture.Labels.Values.Where(label => label.ParentId == parentId).Select(label => label.Position).DefaultIfEmpty(0).Max() + 1;
}

using Polychron.Domain.Errors;
using Polychron.Domain.Labels;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Labels;

/// <summary>A workspace's labels as a tree, which every member sees. Costs no read.</summary>
public static class LabelTree
{
    /// <summary>How many levels there are at most.</summary>
    public const int MaxDepth = 20;

    /// <summary>The label of an id.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public static Label Find(IWorkspaceView view, long id) =>
        view.Picture.Labels.GetValueOrDefault(id) ?? throw DomainException.NotFound("Label");

    /// <summary>
    /// Labels by their parents, in order. Labels that are left out leave their children to the next label above them that is
    /// shown, so that each label shown is found from the top.
    /// </summary>
    /// <param name="view">The workspace.</param>
    /// <param name="isArchived">Only archived ones, only others, or (null) both.</param>
    /// <param name="topId">A label that is shown in any case, since the others are asked for by it; or null.</param>
    public static ILookup<long?, Label> ByParent(IWorkspaceView view, bool? isArchived = null, long? topId = null)
    {
        var labels = view.Picture.Labels;
        return labels.Values.Where(Shows)
            .OrderBy(label => label.Position).ThenBy(label => label.Id)
            .ToLookup(label => Above(label));

        bool Shows(Label label) => isArchived is null || label.IsArchived == isArchived || label.Id == topId;

        long? Above(Label label)
        {
            var at = label.ParentId;
            while (at is { } id)
            {
                if (labels.GetValueOrDefault(id) is not { } parent)
                {
                    return null;
                }

                if (Shows(parent))
                {
                    return id;
                }

                at = parent.ParentId;
            }

            return null;
        }
    }

    /// <summary>A label and all below it, parents first; empty if there is no such label.</summary>
    public static IReadOnlyList<Label> Subtree(WorkspacePicture picture, long id)
    {
        if (picture.Labels.GetValueOrDefault(id) is not { } top)
        {
            return [];
        }

        var children = picture.Labels.Values.ToLookup(label => label.ParentId);
        var found = new List<Label> { top };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(children[found[i].Id]);
        }

        return found;
    }

    /// <summary>How many levels there are from the top to a label, itself included.</summary>
    internal static int Depth(WorkspacePicture picture, long id)
    {
        var depth = 0;
        for (long? at = id; at is { } known && picture.Labels.GetValueOrDefault(known) is { } label; at = label.ParentId)
        {
            depth++;
        }

        return depth;
    }
}

using System.Collections.Immutable;

namespace Polychron.Domain.Projects;

/// <summary>
/// The projects of a workspace with their two indexes, children by parent and projects by title, kept up change by change.
/// Immutable: a change gives a new forest that shares what did not change.
/// </summary>
public sealed class ProjectForest
{
    private const long Root = 0;

    private readonly ImmutableDictionary<long, Project> _projects;
    private readonly ImmutableDictionary<long, ImmutableSortedSet<long>> _children;
    private readonly ImmutableDictionary<string, ImmutableSortedSet<long>> _titles;

    private ProjectForest(
        ImmutableDictionary<long, Project> projects,
        ImmutableDictionary<long, ImmutableSortedSet<long>> children,
        ImmutableDictionary<string, ImmutableSortedSet<long>> titles)
    {
        _projects = projects;
        _children = children;
        _titles = titles;
    }

    /// <summary>No projects.</summary>
    public static ProjectForest Empty { get; } = new(
        ImmutableDictionary<long, Project>.Empty,
        ImmutableDictionary<long, ImmutableSortedSet<long>>.Empty,
        ImmutableDictionary.Create<string, ImmutableSortedSet<long>>(StringComparer.Ordinal));

    /// <summary>How many projects there are.</summary>
    public int Count => _projects.Count;

    /// <summary>All projects, in no order.</summary>
    public IEnumerable<Project> All => _projects.Values;

    /// <summary>The roots, in order of creation.</summary>
    public IEnumerable<Project> Roots => Children(Root);

    /// <summary>The project of an id, or null.</summary>
    public Project? Find(long id) => _projects.GetValueOrDefault(id);

    /// <summary>The direct children of a project, in order of creation.</summary>
    public IEnumerable<Project> Children(long id) =>
        _children.TryGetValue(id, out var ids) ? ids.Select(child => _projects[child]) : [];

    /// <summary>The projects of exactly this title (case counts), in order of creation.</summary>
    public IEnumerable<Project> Titled(string title) =>
        _titles.TryGetValue(title, out var ids) ? ids.Select(id => _projects[id]) : [];

    /// <summary>The project and everything below it, parents before their children.</summary>
    public IReadOnlyList<Project> Subtree(long id)
    {
        if (!_projects.TryGetValue(id, out var top))
        {
            return [];
        }

        var found = new List<Project> { top };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(Children(found[i].Id));
        }

        return found;
    }

    /// <summary>The project's ancestors and itself, the root first.</summary>
    public IReadOnlyList<Project> Chain(Project project)
    {
        var chain = new List<Project> { project };
        var at = project;
        while (at.ParentId is { } parentId && _projects.TryGetValue(parentId, out var parent))
        {
            chain.Add(parent);
            at = parent;
        }

        chain.Reverse();
        return chain;
    }

    /// <summary>The forest with a project added or replaced.</summary>
    public ProjectForest With(Project project)
    {
        var forest = _projects.TryGetValue(project.Id, out var old)
            && (old.ParentId != project.ParentId || old.Title != project.Title)
            ? Without(project.Id)
            : this;
        return new ProjectForest(
            forest._projects.SetItem(project.Id, project),
            Add(forest._children, project.ParentId ?? Root, project.Id),
            Add(forest._titles, project.Title, project.Id));
    }

    /// <summary>The forest without a project; its children are the caller's concern.</summary>
    public ProjectForest Without(long id) =>
        _projects.TryGetValue(id, out var old)
            ? new ProjectForest(
                _projects.Remove(id), Remove(_children, old.ParentId ?? Root, id), Remove(_titles, old.Title, id))
            : this;

    private static ImmutableDictionary<TKey, ImmutableSortedSet<long>> Add<TKey>(
        ImmutableDictionary<TKey, ImmutableSortedSet<long>> index, TKey key, long id)
        where TKey : notnull =>
        index.SetItem(key, (index.GetValueOrDefault(key) ?? ImmutableSortedSet<long>.Empty).Add(id));

    private static ImmutableDictionary<TKey, ImmutableSortedSet<long>> Remove<TKey>(
        ImmutableDictionary<TKey, ImmutableSortedSet<long>> index, TKey key, long id)
        where TKey : notnull
    {
        var left = index[key].Remove(id);
        return left.IsEmpty ? index.Remove(key) : index.SetItem(key, left);
    }
}

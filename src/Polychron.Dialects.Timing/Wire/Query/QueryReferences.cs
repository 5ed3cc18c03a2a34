using Polychron.Dialects.Query;
using Polychron.Dialects.Timing.Mapping;

namespace Polychron.Dialects.Timing.Wire.Query;

/// <summary>References in a query.</summary>
internal static class QueryReferences
{
    private const int MaxCount = 200;

    /// <summary>One reference into a folder, or a bare id; null if it is left out or wrong.</summary>
    public static long? One(QueryBag query, string name, string folder)
    {
        if (query.Text(name) is not { } text)
        {
            return null;
        }

        if (References.TryReferenceOrNumber(text, folder, out var id))
        {
            return id;
        }

        query.Fail(name, $"must be a reference such as /{folder}/1.");
        return null;
    }

    /// <summary>The users that <c>team_members[]</c> names; null for no restriction.</summary>
    public static HashSet<long>? TeamMembers(QueryBag query)
    {
        const string name = "team_members";
        return query.Texts(name, MaxCount) is { } texts
            ? [.. texts.Select((text, i) => Item(query, $"{name}.{i}", text, References.Users))]
            : null;
    }

    /// <summary>
    /// The projects that <c>projects[]</c> names, where the empty text is "no project"; null for no restriction. The links of
    /// projects call the parameter <c>project[]</c>, so that name counts too.
    /// </summary>
    public static HashSet<long?>? Projects(QueryBag query)
    {
        HashSet<long?>? projects = null;
        foreach (var name in (ReadOnlySpan<string>)["projects", "project"])
        {
            var texts = query.Texts(name, MaxCount) ?? [];
            for (var i = 0; i < texts.Count; i++)
            {
                projects ??= [];
                projects.Add(texts[i].Length == 0 ? null : Item(query, $"{name}.{i}", texts[i], References.Projects));
            }
        }

        return projects;
    }

    private static long Item(QueryBag query, string path, string text, string folder)
    {
        if (!References.TryReferenceOrNumber(text, folder, out var id))
        {
            query.Fail(path, $"must be a reference such as /{folder}/1.");
        }

        return id;
    }
}

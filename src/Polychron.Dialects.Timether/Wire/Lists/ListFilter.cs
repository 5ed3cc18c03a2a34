using Polychron.Dialects.Query;
using Polychron.Domain.Log;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timether.Wire.Lists;

/// <summary>A filter of a list that is in memory: the parameter, and which items it leaves in.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Read">The items' test for a reader who sees these of them, or null where the parameter is not given or wrong.</param>
internal sealed record ListFilter<T>(string Name, Func<QueryBag, Viewer, IEnumerable<T>, Func<T, bool>?> Read);

/// <summary>The kinds of filters.</summary>
internal static class ListFilter
{
    /// <summary>What is said of an id that is nothing's, or nothing's that the reader sees.</summary>
    public const string Unknown = "names something that does not exist.";

    /// <summary>An id that the item names, several for any of them.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="ids">The ids that an item names.</param>
    /// <param name="exists">Whether an id is of something in the workspace.</param>
    public static ListFilter<T> Ids<T>(string name, Func<T, IEnumerable<long>> ids, Func<WorkspacePicture, long, bool> exists) =>
        new(name, (query, viewer, _) => Ids(query, name, ids, id => exists(viewer.Picture, id)));

    /// <summary>An id of another item of the list, several for any of them.</summary>
    public static ListFilter<T> OtherItem<T>(string name, Func<T, long?> id)
        where T : Entity => new(name, (query, _, items) => Ids<T>(
            query, name, item => id(item) is { } other ? [other] : [], wanted => items.Any(item => item.Id == wanted)));

    /// <summary>A flag.</summary>
    public static ListFilter<T> Flag<T>(string name, Func<T, bool> flag) => new(name, (query, _, _) =>
        query.Boolean(name) is { } wanted ? item => flag(item) == wanted : null);

    /// <summary>A text that is exactly this one.</summary>
    public static ListFilter<T> Text<T>(string name, Func<T, string?> text) => new(name, (query, _, _) =>
        query.Text(name) is { } wanted ? item => text(item) == wanted : null);

    /// <summary>Words that a name contains, whatever their case.</summary>
    public static ListFilter<T> Search<T>(string name, Func<T, string> text) => new(name, (query, _, _) =>
        query.Text(name, 200) is { } wanted
            ? item => text(item).Contains(wanted, StringComparison.OrdinalIgnoreCase)
            : null);

    /// <summary>One of several words.</summary>
    public static ListFilter<T> Word<T, TWord>(string name, Func<T, TWord?> word, Func<string, TWord?> parse, string expected)
        where TWord : struct => new(name, (query, _, _) =>
    {
        if (query.Text(name, 40) is not { } text)
        {
            return null;
        }

        if (parse(text) is { } wanted)
        {
            return item => Equals(word(item), wanted);
        }

        query.Fail(name, expected);
        return null;
    });

    private static Func<T, bool>? Ids<T>(QueryBag query, string name, Func<T, IEnumerable<long>> ids, Func<long, bool> exists)
    {
        if (query.WholeNumbers(name, 100, 1) is not { } wanted)
        {
            return null;
        }

        if (!wanted.All(exists))
        {
            query.Fail(name, Unknown);
        }

        return item => ids(item).Any(wanted.Contains);
    }
}

using Polychron.Dialects.Query;

namespace Polychron.Dialects.Timether.Wire.Lists;

/// <summary>A filter of a list that is in memory: the parameter, and which items it leaves in.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Read">The items' test, or null where the parameter is not given or wrong.</param>
internal sealed record ListFilter<T>(string Name, Func<QueryBag, Func<T, bool>?> Read);

/// <summary>The kinds of filters.</summary>
internal static class ListFilter
{
    /// <summary>An id that the item names, several for any of them.</summary>
    public static ListFilter<T> Ids<T>(string name, Func<T, IEnumerable<long>> ids) => new(name, query =>
        query.WholeNumbers(name, 100, 1) is { } wanted ? item => ids(item).Any(wanted.Contains) : null);

    /// <summary>A flag.</summary>
    public static ListFilter<T> Flag<T>(string name, Func<T, bool> flag) => new(name, query =>
        query.Boolean(name) is { } wanted ? item => flag(item) == wanted : null);

    /// <summary>A text that is exactly this one.</summary>
    public static ListFilter<T> Text<T>(string name, Func<T, string?> text) => new(name, query =>
        query.Text(name) is { } wanted ? item => text(item) == wanted : null);

    /// <summary>Words that a name contains, whatever their case.</summary>
    public static ListFilter<T> Search<T>(string name, Func<T, string> text) => new(name, query =>
        query.Text(name, 200) is { } wanted
            ? item => text(item).Contains(wanted, StringComparison.OrdinalIgnoreCase)
            : null);

    /// <summary>One of several words.</summary>
    public static ListFilter<T> Word<T, TWord>(string name, Func<T, TWord?> word, Func<string, TWord?> parse, string expected)
        where TWord : struct => new(name, query =>
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
}

namespace Polychron.Dialects.Query;

/// <summary>A parameter of a query string, decoded.</summary>
/// <param name="Name">The name without its brackets: "projects" for <c>projects[]</c> and <c>projects[2]</c>.</param>
/// <param name="Index">The number in the brackets, -1 for empty brackets, null without brackets.</param>
/// <param name="Value">The value; empty if there is none.</param>
internal readonly record struct QueryParameter(string Name, int? Index, string Value)
{
    /// <summary>The index of <c>x[]</c>: the next one.</summary>
    public const int NextIndex = -1;

    private const int MaxIndexDigits = 6;

    /// <summary>A parameter of a decoded name. Brackets that hold neither nothing nor a number belong to the name.</summary>
    public static QueryParameter Of(string name, string value)
    {
        var opening = name.Length > 2 && name[^1] == ']' ? name.LastIndexOf('[') : -1;
        if (opening <= 0)
        {
            return new QueryParameter(name, null, value);
        }

        var inside = name.AsSpan(opening + 1, name.Length - opening - 2);
        if (inside.IsEmpty)
        {
            return new QueryParameter(name[..opening], NextIndex, value);
        }

        return inside.Length <= MaxIndexDigits && inside.IndexOfAnyExceptInRange('0', '9') < 0
            ? new QueryParameter(name[..opening], int.Parse(inside), value)
            : new QueryParameter(name, null, value);
    }
}

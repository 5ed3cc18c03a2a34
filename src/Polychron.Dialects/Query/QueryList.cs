namespace Polychron.Dialects.Query;

/// <summary>Puts the parameters of one name in order, as PHP does: a number in brackets is the index, all else takes the next one.</summary>
internal static class QueryList
{
    /// <summary>The values by index; null if there are none.</summary>
    /// <param name="name">The name without brackets.</param>
    /// <param name="parameters">The query's parameters.</param>
    /// <param name="twice">An index that is given twice, of which the first value is kept; null if there is none.</param>
    public static SortedList<int, string>? Collect(string name, List<QueryParameter> parameters, out int? twice)
    {
        twice = null;
        SortedList<int, string>? values = null;
        foreach (var parameter in parameters)
        {
            if (parameter.Name != name)
            {
                continue;
            }

            values ??= [];
            var index = parameter.Index is { } number and not QueryParameter.NextIndex
                ? number
                : values.Count == 0 ? 0 : values.GetKeyAtIndex(values.Count - 1) + 1;
            if (!values.TryAdd(index, parameter.Value))
            {
                twice ??= index;
            }
        }

        return values;
    }
}

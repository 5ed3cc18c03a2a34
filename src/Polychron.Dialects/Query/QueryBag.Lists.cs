namespace Polychron.Dialects.Query;

/// <content>Parameters that are lists.</content>
public sealed partial class QueryBag
{
    /// <summary>
    /// A list: <c>x[]</c> repeated, <c>x[0]</c>, <c>x[1]</c>, or <c>x</c> alone or repeated. Numbered ones come in the order of
    /// their numbers, others in the order of the query, after the highest number before them. Empty texts are kept. Null if
    /// there is none.
    /// </summary>
    /// <param name="name">The parameter, without brackets.</param>
    /// <param name="maxCount">The most values.</param>
    /// <param name="maxLength">The most UTF-16 code units of each.</param>
    public IReadOnlyList<string>? Texts(string name, int maxCount = MaxParameters, int maxLength = MaxLength)
    {
        if (QueryList.Collect(name, Parameters, out var twice) is not { } values)
        {
            return null;
        }

        if (twice is { } index)
        {
            Fail($"{name}.{index}", "is given twice.");
            return null;
        }

        if (values.Count > maxCount)
        {
            Fail(name, $"has at most {maxCount} values.");
            return null;
        }

        foreach (var (at, text) in values)
        {
            if (!Acceptable($"{name}.{at}", text, maxLength))
            {
                return null;
            }
        }

        return [.. values.Values];
    }

    /// <summary>A list, as in <see cref="Texts"/>, of whole numbers.</summary>
    public IReadOnlyList<long>? WholeNumbers(
        string name, int maxCount = MaxParameters, long min = long.MinValue, long max = long.MaxValue)
    {
        if (Texts(name, maxCount) is not { } texts)
        {
            return null;
        }

        var numbers = new List<long>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (WholeNumber($"{name}.{i}", texts[i], min, max) is not { } number)
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }
}

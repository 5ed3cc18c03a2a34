using NodaTime;
using Polychron.Dialects.Query;

namespace Polychron.Dialects.Timely.Wire.Lists;

/// <summary>What a list's query chooses besides its window. Refused values are in the query's errors.</summary>
internal static class ListChoices
{
    private const string Invalid = "is invalid";

    /// <summary>The most ids that a query names.</summary>
    public const int MaxIds = 1_000;

    /// <summary>Whether a list begins with the greatest, by <c>order</c>.</summary>
    public static bool IsDescending(QueryBag query, bool otherwise)
    {
        switch (query.Text("order")?.ToLowerInvariant())
        {
            case null or "":
                return otherwise;
            case "asc":
                return false;
            case "desc":
                return true;
            default:
                query.Fail("order", Invalid);
                return otherwise;
        }
    }

    /// <summary>Which things of two states are shown: null for both.</summary>
    /// <param name="query">The query.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="off">The word for the state <c>true</c>.</param>
    /// <param name="otherwise">What is shown without the parameter.</param>
    public static bool? State(QueryBag query, string name, string off, bool? otherwise)
    {
        var word = query.Text(name);
        if (string.IsNullOrEmpty(word))
        {
            return otherwise;
        }

        switch (word)
        {
            case "all":
                return null;
            case "active":
                return false;
            default:
                if (word == off)
                {
                    return true;
                }

                query.Fail(name, Invalid);
                return otherwise;
        }
    }

    /// <summary>Ids, one by one (<c>ids[]=1&amp;ids[]=2</c>) or with commas; null if there are none.</summary>
    public static IReadOnlySet<long>? Ids(QueryBag query, string name)
    {
        if (query.Texts(name, MaxIds) is not { } texts)
        {
            return null;
        }

        var ids = new HashSet<long>();
        foreach (var text in texts.SelectMany(text => text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!long.TryParse(text, System.Globalization.NumberStyles.None, null, out var id) || ids.Count >= MaxIds)
            {
                query.Fail(name, Invalid);
                return null;
            }

            ids.Add(id);
        }

        return ids;
    }

    /// <summary>A moment: seconds since 1970 or ISO 8601.</summary>
    public static Instant? Moment(QueryBag query, string name, DateTimeZone zone)
    {
        var text = query.Text(name);
        return text is { Length: > 0 and <= 11 } && long.TryParse(text, System.Globalization.NumberStyles.None, null, out var seconds)
            ? Instant.FromUnixTimeSeconds(seconds)
            : query.Moment(name, zone)?.Instant;
    }
}

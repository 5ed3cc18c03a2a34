using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Polychron.Dialects.Query;

namespace Polychron.Dialects.Timether.Wire.Lists;

/// <summary>What every list takes: <c>limit</c>, <c>cursor</c>, <c>sort</c>, <c>updated_after</c>; and nothing that it does not know.</summary>
internal sealed class ListQuery
{
    /// <summary>The most items of a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>The items of a page unless the client says how many.</summary>
    public const int DefaultLimit = 50;

    private const string LimitName = "limit";
    private const string CursorName = "cursor";
    private const string SortName = "sort";
    private const string UpdatedAfterName = "updated_after";

    private ListQuery(QueryBag query, ulong list)
    {
        Query = query;
        List = list;
    }

    /// <summary>The query itself, with the filters.</summary>
    public QueryBag Query { get; }

    /// <summary>How many items the page has.</summary>
    public int Limit { get; private init; }

    /// <summary>By what the list is sorted.</summary>
    public string Sort { get; private init; } = "";

    /// <summary>Whether it is sorted descending.</summary>
    public bool IsDescending { get; private init; }

    /// <summary>Only what was changed after this; null for no restriction.</summary>
    public Instant? UpdatedAfter { get; private init; }

    /// <summary>Behind which item the page begins; null for the first page.</summary>
    public Cursor? Cursor { get; private init; }

    private ulong List { get; }

    /// <summary>Reads the query; what is wrong goes to its errors, which the caller throws after reading its filters.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sorts">The properties to sort by; the first one is the default. One that begins with a hyphen is descending only.</param>
    /// <param name="filters">The names of the filters.</param>
    /// <param name="zone">The zone of times that name none.</param>
    /// <param name="hasUpdatedAfter">Whether the list takes <c>updated_after</c>.</param>
    public static ListQuery Read(
        HttpRequest request, IReadOnlyList<string> sorts, IEnumerable<string> filters, DateTimeZone zone, bool hasUpdatedAfter = true)
    {
        var query = QueryBag.Of(request);
        RefuseOthers(query, [LimitName, CursorName, SortName, .. hasUpdatedAfter ? [UpdatedAfterName] : Array.Empty<string>(), .. filters]);
        var sort = query.Text(SortName, 60) ?? sorts[0];
        var orders = Orders(sorts);
        if (!orders.Contains(sort))
        {
            query.Fail(SortName, $"must be one of {string.Join(", ", orders)}.");
        }

        var list = Hash(request);
        Cursor? cursor = null;
        if (query.Text(CursorName, Lists.Cursor.MaxLength) is { } text && !Lists.Cursor.TryDecode(text, list, out cursor))
        {
            query.Fail(CursorName, "must be a next_cursor of this same list, with the same filters and order.");
        }

        return new ListQuery(query, list)
        {
            Limit = (int)(query.WholeNumber(LimitName, 1, MaxLimit) ?? DefaultLimit),
            Sort = sort.TrimStart('-'),
            IsDescending = sort.StartsWith('-'),
            UpdatedAfter = hasUpdatedAfter ? query.Moment(UpdatedAfterName, zone)?.Instant : null,
            Cursor = cursor,
        };
    }

    /// <summary>What <c>sort</c> can be: each property, and with a hyphen before it for descending order.</summary>
    public static IReadOnlyCollection<string> Orders(IEnumerable<string> sorts) =>
        [.. sorts.SelectMany(sort => sort[0] == '-' ? [sort] : new[] { sort, "-" + sort }).Distinct()];

    /// <summary>Fails for parameters that are none of those that there are: a filter with a typing error must not widen what it was to narrow.</summary>
    public static void RefuseOthers(QueryBag query, IReadOnlyCollection<string> known)
    {
        foreach (var name in query.Names.Distinct(StringComparer.Ordinal))
        {
            if (!known.Contains(name))
            {
                query.Fail(name.Length <= 60 ? name : name[..60], $"is no parameter here. There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    /// <summary>The cursor behind an item of this list.</summary>
    public string CursorBehind(SortKey key, long id) => new Cursor(List, key, id).Encode();

    // The list is its path with everything but where a page begins and how long it is.
    private static ulong Hash(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, request.Path.Value ?? "");
        foreach (var parameter in request.Query.Where(pair => pair.Key is not (CursorName or LimitName)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Append(hash, parameter.Key);
            foreach (var value in parameter.Value)
            {
                Append(hash, "=" + value);
            }
        }

        return BinaryPrimitives.ReadUInt64BigEndian(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string text)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timedash.Mapping;
using Polychron.Dialects.Timedash.Resources;
using Polychron.Domain.Time;

namespace Polychron.Dialects.Timedash.Lists;

/// <summary>What a list is asked for (Timedash, "Pagination", "Filtering", "Sorting").</summary>
/// <typeparam name="T">What the resource is made of.</typeparam>
/// <param name="Resource">The resource.</param>
/// <param name="Size">How many items a page has, from 1 to 100.</param>
/// <param name="Page">The page, from 0.</param>
/// <param name="Filters">What items have to be, all of it.</param>
/// <param name="Sort">By what they are sorted; null for the resource's own order.</param>
/// <param name="IsDescending">Whether the greatest come first.</param>
internal sealed record ListQuery<T>(
    Resource<T> Resource, int Size, long Page, IReadOnlyList<PropertyFilter<T>> Filters, PropertyFilter<T>? Sort, bool IsDescending)
{
    /// <summary>How many items a page has unless the request says it.</summary>
    public const int DefaultSize = 20;

    /// <summary>The most items of a page.</summary>
    public const int MaxSize = 100;

    private const int MaxParameters = 100;
    private const int MaxLength = 10_000;
    private const long MaxPage = 1_000_000_000_000;

    /// <summary>How many items come before the page.</summary>
    public long Offset => Page * Size;

    /// <summary>Reads a query. Every parameter is one of the list's own or a property; there is no other.</summary>
    /// <exception cref="RequestException">A parameter is unknown, given twice, or its value is not acceptable.</exception>
    public static ListQuery<T> Read(HttpRequest request, Resource<T> resource, Viewer viewer)
    {
        var zone = Zones.Stored(viewer.Picture.Workspace?.TimeZone ?? "UTC");
        var query = new ListQuery<T>(resource, DefaultSize, 0, [], null, false);
        var filters = new List<PropertyFilter<T>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            var name = pair.DecodeName().ToString();
            var value = pair.DecodeValue().ToString();
            if (!seen.Add(name) || seen.Count > MaxParameters || value.Length > MaxLength)
            {
                throw Errors.Unknown(Shorten(name), $"The {Shorten(name)} parameter is given twice, is too long, or is one of too many.");
            }

            switch (name)
            {
                case "size":
                    query = query with { Size = (int)Number(name, value, 1, MaxSize) };
                    break;
                case "page":
                    query = query with { Page = Number(name, value, 0, MaxPage) };
                    break;
                case "sort":
                    var isDescending = value.StartsWith('-');
                    query = query with { Sort = Find(resource, isDescending ? value[1..] : value, "sort"), IsDescending = isDescending };
                    break;
                default:
                    var filter = Find(resource, name, name);
                    filters.Add(filter.Property is { } property
                        ? PropertyText.Filter(property, value, zone)
                        : filter with { Value = PropertyValue.Of(value.Length == 0 ? null : value) });
                    break;
            }
        }

        return query with { Filters = filters };
    }

    /// <summary>Whether an item is in the list.</summary>
    public bool Matches(T item, Viewer viewer)
    {
        for (var i = 0; i < Filters.Count; i++)
        {
            if (!Filters[i].Matches(Resource, item, viewer))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The order: by the property, and where that is the same newest first.</summary>
    public Comparison<T> Order(Viewer viewer)
    {
        var direction = IsDescending ? -1 : 1;
        return (a, b) =>
            Sort is not null && Key(a, viewer).CompareTo(Key(b, viewer)) is not 0 and var order
                ? order * direction
                : Resource.Id(b).CompareTo(Resource.Id(a));
    }

    private PropertyValue Key(T item, Viewer viewer) =>
        Sort!.Property?.Read(item, viewer) ?? Resource.ReadMetadata(item, Sort.MetadataName!);

    private static PropertyFilter<T> Find(Resource<T> resource, string name, string param)
    {
        foreach (var property in resource.Properties)
        {
            if (property.Name == name)
            {
                return new PropertyFilter<T>(property, null, default);
            }
        }

        const string opening = MetadataNames.Property + "[";
        if (resource.Metadata is not null && name.Length > opening.Length + 1
            && name.StartsWith(opening, StringComparison.Ordinal) && name[^1] == ']')
        {
            return new PropertyFilter<T>(null, name[opening.Length..^1], default);
        }

        throw Errors.Unknown(Shorten(param), name == MetadataNames.Property
            ? "Name what in the metadata you mean: metadata[name]."
            : $"There is no property {Shorten(name)} on the {resource.Name} object.");
    }

    private static long Number(string name, string text, long min, long max) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw RequestException.Invalid(name, name == "size" ? $"The size of a page is from {min} to {max}." : "The page is a number from 0.");

    private static string Shorten(string name) => name.Length <= 100 ? name : name[..100];
}

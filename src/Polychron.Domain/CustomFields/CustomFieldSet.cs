using System.Collections.Immutable;

namespace Polychron.Domain.CustomFields;

/// <summary>Names and values that clients attach to a project or an entry for their scripts, in order of name.</summary>
public static class CustomFieldSet
{
    /// <summary>No custom fields.</summary>
    public static readonly ImmutableSortedDictionary<string, string> Empty =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The most custom fields on one entity.</summary>
    public const int MaxCount = 50;

    /// <summary>The most characters in a name.</summary>
    public const int MaxNameLength = 255;

    /// <summary>The most characters in a value.</summary>
    public const int MaxValueLength = 2_000;

    /// <summary>The most characters in all names and values of one entity together: it is one row, in several copies.</summary>
    public const int MaxTotalLength = 30_000;

    /// <summary>The fields after a change: a null value removes its name, names not mentioned stay.</summary>
    public static ImmutableSortedDictionary<string, string> Merge(
        ImmutableSortedDictionary<string, string> current, IEnumerable<KeyValuePair<string, string?>> changes)
    {
        var builder = current.ToBuilder();
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                builder.Remove(name);
            }
            else
            {
                builder[name] = value;
            }
        }

        return builder.ToImmutable();
    }
}

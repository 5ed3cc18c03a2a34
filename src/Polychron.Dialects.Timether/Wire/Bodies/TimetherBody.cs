using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Domain.Rates;
using Polychron.UseCases;

namespace Polychron.Dialects.Timether.Wire.Bodies;

/// <summary>Bodies of requests, bare or in the resource's key (<c>{"client":{...}}</c>), and their fields as changes.</summary>
internal static class TimetherBody
{
    /// <summary>The most minor units of a rate: a million units of a currency with two digits.</summary>
    public const long MaxRate = RateRules.MaxHourRate;

    /// <summary>The most characters of what another system calls something.</summary>
    public const int MaxExternalIdLength = 512;

    /// <summary>Reads the object in the first of the keys that holds one, or the whole body if none does.</summary>
    public static JsonObjectReader Read(JsonBody body, params ReadOnlySpan<string> keys) => Read(body.Root, keys);

    /// <inheritdoc cref="Read(JsonBody, ReadOnlySpan{string})"/>
    public static JsonObjectReader Read(JsonElement root, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (root.TryGetProperty(key, out var inner) && inner.ValueKind == JsonValueKind.Object)
            {
                return new JsonObjectReader(inner);
            }
        }

        return new JsonObjectReader(root);
    }

    /// <summary>A value that null means nothing to: it is left out, or there.</summary>
    public static Change<T> Given<T>(this Optional<T?> value, JsonObjectReader reader, string name)
        where T : struct
    {
        if (!value.IsPresent)
        {
            return default;
        }

        if (value.Value is { } given)
        {
            return Change<T>.To(given);
        }

        reader.Fail(name, "must not be null.");
        return default;
    }

    /// <summary>A text that null means nothing to.</summary>
    public static Change<string> Given(this Optional<string?> value, JsonObjectReader reader, string name)
    {
        if (!value.IsPresent)
        {
            return default;
        }

        if (value.Value is { } given)
        {
            return Change<string>.To(given);
        }

        reader.Fail(name, "must not be null.");
        return default;
    }

    /// <summary>One of several words, or null.</summary>
    /// <param name="reader">The body.</param>
    /// <param name="name">The member.</param>
    /// <param name="parse">The value of a word, or null for another word.</param>
    /// <param name="expected">What follows "The role field": "must be a or b."</param>
    public static Optional<T?> Word<T>(JsonObjectReader reader, string name, Func<string, T?> parse, string expected)
        where T : struct
    {
        var text = reader.Text(name, 40);
        if (!text.IsPresent || text.Value is null)
        {
            return text.IsPresent ? new(null) : default;
        }

        if (parse(text.Value) is { } value)
        {
            return new(value);
        }

        reader.Fail(name, expected);
        return default;
    }

    /// <summary>An id, or null for none.</summary>
    public static Optional<long?> Id(JsonObjectReader reader, string name) => reader.WholeNumber(name, 1);

    /// <summary>A list of ids; null is an empty one.</summary>
    public static Optional<IReadOnlyList<long>> Ids(JsonObjectReader reader, string name, int maxCount) =>
        reader.WholeNumbers(name, maxCount, 1).Select(ids => ids ?? []);
}

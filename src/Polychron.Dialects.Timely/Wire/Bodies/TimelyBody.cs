using System.Text.Json;
using Polychron.Dialects.Bodies;

namespace Polychron.Dialects.Timely.Wire.Bodies;

/// <summary>Bodies of requests, with their wrapper (<c>{"client":{...}}</c>) or without it.</summary>
internal static class TimelyBody
{
    /// <summary>What is said of a value that has to be there.</summary>
    public const string Blank = "can't be blank";

    /// <summary>What is said of a value that is none of those that there are.</summary>
    public const string Invalid = "is invalid";

    /// <summary>The most characters of an external id.</summary>
    public const int MaxExternalIdLength = 512;

    /// <summary>Reads the object in the wrapper, or the whole body if there is no such object.</summary>
    public static JsonObjectReader Read(JsonBody body, string wrapper) => Read(body.Root, wrapper);

    /// <summary>The same of an object inside a body.</summary>
    public static JsonObjectReader Read(JsonElement described, string wrapper) => new(
        described.TryGetProperty(wrapper, out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : described,
        JsonReading.Lenient);

    /// <summary>A flag beside the wrapper or inside it; null if it is in neither.</summary>
    public static bool? Flag(JsonBody body, JsonObjectReader reader, string name)
    {
        var outer = new JsonObjectReader(body.Root, JsonReading.Lenient);
        var flag = outer.Boolean(name);
        outer.ThrowIfInvalid();
        return flag.Or(null) ?? reader.Boolean(name).Or(null);
    }
}

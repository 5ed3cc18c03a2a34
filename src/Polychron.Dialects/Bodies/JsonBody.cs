using System.Text.Json;

namespace Polychron.Dialects.Bodies;

/// <summary>
/// A request body that was read and parsed: valid UTF-8 without lone surrogates, at most <see cref="MaxDepth"/> levels deep,
/// no member twice in an object. It needs no disposal and may be kept.
/// </summary>
public sealed class JsonBody
{
    /// <summary>The most levels of nesting.</summary>
    public const int MaxDepth = 32;

    internal JsonBody(JsonElement root, ReadOnlyMemory<byte> bytes)
    {
        Root = root;
        Bytes = bytes;
    }

    /// <summary>The value: an object unless <see cref="BodyRules.AnyValue"/> was asked for.</summary>
    public JsonElement Root { get; }

    /// <summary>The bytes as the client sent them; empty where there was no body.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>A body without members.</summary>
    internal static JsonBody Empty { get; } = new(JsonElement.Parse("{}"), default);

    /// <summary>Reads the root's members, or the root object's member of a name that wraps them (Timely's <c>{"event":{...}}</c>).</summary>
    /// <exception cref="Errors.RequestException">The wrapping member is missing or not an object.</exception>
    public JsonObjectReader Read(JsonReading? reading = null, string? wrapper = null)
    {
        if (wrapper is null)
        {
            return new JsonObjectReader(Root, reading);
        }

        return Root.TryGetProperty(wrapper, out var inner) && inner.ValueKind == JsonValueKind.Object
            ? new JsonObjectReader(inner, reading)
            : throw Errors.RequestException.Invalid(wrapper, $"{wrapper} is required and is an object.");
    }
}

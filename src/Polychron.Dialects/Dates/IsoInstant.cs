using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Polychron.Dialects.Dates;

/// <summary>Writes instants as <c>2019-01-01T00:00:00.000000+00:00</c>: UTC, six digits of the second, always 32 characters.</summary>
public static class IsoInstant
{
    private const int Length = 32;

    /// <summary>The text of an instant from year 1 to 9999; what is finer than a microsecond is cut.</summary>
    public static string Format(Instant instant) => string.Create(Length, instant, static (text, instant) =>
    {
        Span<char> full = stackalloc char[Length];
        _ = instant.ToDateTimeUtc().TryFormat(full, out _, "O", CultureInfo.InvariantCulture);
        full[..26].CopyTo(text);
        "+00:00".CopyTo(text[26..]);
    });

    /// <summary>Writes the text as a JSON string.</summary>
    public static void WriteInstantValue(this Utf8JsonWriter writer, Instant instant)
    {
        // "O" writes seven digits and a Z: 2019-01-01T00:00:00.0000000Z.
        Span<byte> text = stackalloc byte[Length];
        _ = instant.ToDateTimeUtc().TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        "+00:00"u8.CopyTo(text[26..]);
        writer.WriteStringValue(text);
    }

    /// <summary>Writes the text as a member of an object.</summary>
    public static void WriteInstant(this Utf8JsonWriter writer, JsonEncodedText name, Instant instant)
    {
        writer.WritePropertyName(name);
        writer.WriteInstantValue(instant);
    }

    /// <inheritdoc cref="WriteInstant(Utf8JsonWriter, JsonEncodedText, Instant)"/>
    public static void WriteInstant(this Utf8JsonWriter writer, string name, Instant instant)
    {
        writer.WritePropertyName(name);
        writer.WriteInstantValue(instant);
    }
}

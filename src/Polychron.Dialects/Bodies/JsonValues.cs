using System.Globalization;
using System.Text.Json;

namespace Polychron.Dialects.Bodies;

/// <summary>Converts JSON values without losing anything: what does not fit is null, never cut.</summary>
internal static class JsonValues
{
    private const NumberStyles DecimalText = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static bool? Boolean(JsonElement element, JsonReading reading) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when reading.HasLooseBooleans => element.TryGetInt64(out var number) ? Boolean(number) : null,
        JsonValueKind.String when reading.HasLooseBooleans => element.GetString() switch
        {
            "1" or "true" => true,
            "0" or "false" => false,
            _ => null,
        },
        _ => null,
    };

    /// <summary>A whole number; 3.0 and 3e2 are whole.</summary>
    public static long? Integer(JsonElement element, JsonReading reading)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number))
        {
            return number;
        }

        return Decimal(element, reading) is { } value && value == decimal.Truncate(value)
            && value is >= long.MinValue and <= long.MaxValue ? (long)value : null;
    }

    public static decimal? Decimal(JsonElement element, JsonReading reading) => element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? number : null,
        JsonValueKind.String when reading.HasNumbersAsText =>
            decimal.TryParse(element.GetString(), DecimalText, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    public static double? Number(JsonElement element, JsonReading reading)
    {
        if (element.ValueKind == JsonValueKind.Number)
        {
            return element.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
        }

        return (double?)Decimal(element, reading);
    }

    private static bool? Boolean(long number) => number switch
    {
        1 => true,
        0 => false,
        _ => null,
    };
}

using System.Text.Json;

namespace Polychron.Dialects.Timely.Wire;

/// <summary>Numbers that Timely writes with a decimal point even where they are whole.</summary>
internal static class NumberJson
{
    private const decimal OneDecimal = 0.0m;

    /// <summary>Writes <c>4.0</c>, <c>3.5</c>, <c>0.25</c>, or null: at least one decimal and no zeros after that.</summary>
    public static void WriteFloat(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Float(number));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes a whole number as such and any other with its decimals, or null.</summary>
    public static void WriteShort(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number && number == decimal.Truncate(number))
        {
            json.WriteNumber(name, decimal.Truncate(number));
        }
        else
        {
            json.WriteFloat(name, value);
        }
    }

    // Division by one with all its decimals drops the zeros at the end; adding 0.0 puts one back.
    private static decimal Float(decimal number) => number / 1.0000000000000000000000000000m + OneDecimal;
}

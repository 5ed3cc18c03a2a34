using System.Text.Json;

namespace Polychron.Dialects.Timely.Wire;

/// <summary>A duration as Timely writes it.</summary>
internal static class DurationJson
{
    /// <summary>Writes a duration of whole seconds, at least 0.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">Its property.</param>
    /// <param name="seconds">The duration.</param>
    /// <param name="isFloat">Whether seconds and totals have a decimal point, as in an account's capacity.</param>
    public static void WriteDuration(this Utf8JsonWriter json, string name, long seconds, bool isFloat = false)
    {
        json.WriteStartObject(name);
        json.WriteNumber("hours"u8, seconds / 3_600);
        json.WriteNumber("minutes"u8, seconds / 60 % 60);
        Write(json, "seconds", seconds % 60, isFloat);
        json.WriteString("formatted"u8, $"{seconds / 3_600:00}:{seconds / 60 % 60:00}");
        json.WriteFloat("total_hours", Hours(seconds));
        Write(json, "total_seconds", seconds, isFloat);
        Write(json, "total_minutes", seconds / 60, isFloat);
        json.WriteEndObject();
    }

    /// <summary>Hours to four decimals, half away from zero.</summary>
    public static decimal Hours(long seconds) => Math.Round(seconds / 3_600m, 4, MidpointRounding.AwayFromZero);

    private static void Write(Utf8JsonWriter json, string name, long number, bool isFloat)
    {
        if (isFloat)
        {
            json.WriteFloat(name, number);
        }
        else
        {
            json.WriteNumber(name, number);
        }
    }
}

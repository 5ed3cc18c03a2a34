using System.Text.Json;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Wire.Users;

/// <summary>How much users work, as Timely shows it. Capacities have no history here: one counts for all time.</summary>
internal static class CapacityJson
{
    private const int WorkingDays = 5;

    /// <summary>Writes a user's capacities as a list.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Member member)
    {
        var week = DurationJson.Hours(Capacity.OfWeek(viewer.Picture, member));
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteNull("id"u8);
        json.WriteFloat("weekly_capacity", week);
        json.WriteFloat("daily_capacity", Math.Round(week / WorkingDays, 2, MidpointRounding.AwayFromZero));
        json.WriteString("weekdays"u8, "MO,TU,WE,TH,FR"u8);
        json.WriteNull("total_working_days"u8);
        json.WriteNumber("weekly_working_days"u8, WorkingDays);
        json.WriteBoolean("current"u8, true);
        json.WriteString("start_date"u8, "1970-01-01"u8);
        json.WriteNull("end_date"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Writes a user with capacities as an item of a list.</summary>
    public static void WriteItem(Utf8JsonWriter json, Viewer viewer, Member member)
    {
        json.WriteStartObject();
        json.WriteNumber("user_id"u8, member.Id);
        json.WritePropertyName("capacities"u8);
        Write(json, viewer, member);
        json.WriteEndObject();
    }
}

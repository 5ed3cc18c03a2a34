using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Dates;
using Polychron.Domain.Money;
using Polychron.UseCases;

namespace Polychron.Dialects.Timely.Wire.Bodies;

/// <summary>
/// Values of bodies as changes. A null where null means nothing is as good as left out: clients send back what they were
/// shown, in which rates may be hidden.
/// </summary>
internal static class Fields
{
    private const int MaxItems = 5_000;
    private const int DayLength = 10;
    private const decimal MaxMoney = 1_000_000_000m;

    /// <summary>A text that is not null.</summary>
    public static Change<string> Text(JsonObjectReader reader, string name, int maxLength) =>
        reader.Text(name, maxLength).Or(null) is { } text ? Change<string>.To(text) : default;

    /// <summary>A text, or null to take it away. A whole number stands for its digits: ids elsewhere are often numbers.</summary>
    public static Change<string?> OptionalText(JsonObjectReader reader, string name, int maxLength) =>
        reader.Value(name) is { IsPresent: true, Value: { ValueKind: JsonValueKind.Number } value } && value.TryGetInt64(out var number)
        ? Change<string?>.To(number.ToString(CultureInfo.InvariantCulture))
        : reader.Text(name, maxLength).Select(text => string.IsNullOrEmpty(text) ? null : text).ToChange();

    /// <summary>A flag.</summary>
    public static Change<bool> Flag(JsonObjectReader reader, string name) =>
        reader.Boolean(name).Or(null) is { } flag ? Change<bool>.To(flag) : default;

    /// <summary>The opposite of a flag: <c>active</c> of what the domain archives.</summary>
    public static Change<bool> Not(JsonObjectReader reader, string name) =>
        reader.Boolean(name).Or(null) is { } flag ? Change<bool>.To(!flag) : default;

    /// <summary>An id, or null to take it away.</summary>
    public static Change<long?> Id(JsonObjectReader reader, string name) => reader.WholeNumber(name, 1).ToChange();

    /// <summary>A colour.</summary>
    public static Change<string> Color(JsonObjectReader reader)
    {
        if (reader.Text("color", 10).Or(null) is not { } text)
        {
            return default;
        }

        if (Colors.Read(text) is { } color)
        {
            return Change<string>.To(color);
        }

        reader.Fail("color", Colors.Invalid);
        return default;
    }

    /// <summary>Money in the account's currency as minor units; null if it is left out or null.</summary>
    public static long? Money(JsonObjectReader reader, string name, Currency currency) =>
        reader.DecimalNumber(name, 0, MaxMoney).Or(null) is { } amount ? currency.ToMinor(amount) : null;

    /// <summary>One of several words.</summary>
    public static Change<T> Word<T>(JsonObjectReader reader, string name, Func<string, T?> read)
        where T : struct
    {
        if (reader.Text(name, 100).Or(null) is not { } text)
        {
            return default;
        }

        if (read(text) is { } value)
        {
            return Change<T>.To(value);
        }

        reader.Fail(name, TimelyBody.Invalid);
        return default;
    }

    /// <summary>A day; null if it is left out, null or none, which is an error of the reader.</summary>
    public static LocalDate? Day(JsonObjectReader reader, string name)
    {
        if (reader.Text(name, 40).Or(null) is not { Length: > 0 } text)
        {
            return null;
        }

        // A moment stands for the day that is written in it, whatever its offset.
        if (LocalDatePattern.Iso.Parse(text.Length > DayLength ? text[..DayLength] : text).TryGetValue(default, out var day)
            && day.Year is >= 1900 and < 2200
            && (text.Length <= DayLength || IsoMoment.TryParse(text, DateTimeZone.Utc, out _)))
        {
            return day;
        }

        reader.Fail(name, TimelyBody.Invalid);
        return null;
    }

    /// <summary>A list of objects.</summary>
    public static Change<IReadOnlyList<T>> Objects<T>(JsonObjectReader reader, string name, Func<JsonObjectReader, T> read)
    {
        var value = reader.Value(name);
        if (!value.IsPresent || value.Value.ValueKind == JsonValueKind.Null)
        {
            return default;
        }

        var items = new List<T>();
        if (value.Value.ValueKind != JsonValueKind.Array || value.Value.GetArrayLength() > MaxItems)
        {
            reader.Fail(name, TimelyBody.Invalid);
            return default;
        }

        foreach (var element in value.Value.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                reader.Fail(name, TimelyBody.Invalid);
                return default;
            }

            var item = new JsonObjectReader(element, JsonReading.Lenient);
            items.Add(read(item));
            if (item.Errors.Count > 0)
            {
                reader.Fail(name, TimelyBody.Invalid);
                return default;
            }
        }

        return Change<IReadOnlyList<T>>.To(items);
    }
}

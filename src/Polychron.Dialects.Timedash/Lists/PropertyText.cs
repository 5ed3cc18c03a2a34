using System.Globalization;
using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timedash.Resources;

namespace Polychron.Dialects.Timedash.Lists;

/// <summary>Reads values of properties in queries. The empty text is null.</summary>
internal static class PropertyText
{
    /// <summary>The filter of a property's value.</summary>
    /// <param name="property">The property.</param>
    /// <param name="text">The value as text.</param>
    /// <param name="zone">The zone of days.</param>
    /// <exception cref="RequestException">It is no value of the property's kind.</exception>
    public static PropertyFilter<T> Filter<T>(Property<T> property, string text, DateTimeZone zone)
    {
        if (text.Length == 0)
        {
            return new PropertyFilter<T>(property, null, default);
        }

        switch (property.Kind)
        {
            case PropertyKind.Integer:
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && text[0] != '+'
                    ? new PropertyFilter<T>(property, null, PropertyValue.Of(number))
                    : throw RequestException.Invalid(property.Name, $"The {property.Name} parameter must be a whole number.");
            case PropertyKind.Boolean:
                return text is "true" or "false" or "1" or "0"
                    ? new PropertyFilter<T>(property, null, PropertyValue.Of(text is "true" or "1"))
                    : throw RequestException.Invalid(property.Name, $"The {property.Name} parameter must be true or false.");
            case PropertyKind.Moment:
                return Moment(property, text, zone);
            default:
                return new PropertyFilter<T>(property, null, PropertyValue.Of(text));
        }
    }

    private static PropertyFilter<T> Moment<T>(Property<T> property, string text, DateTimeZone zone)
    {
        // A plus sign that was not encoded reads as a space: "...T00:00:00 01:00" was meant as an offset.
        var space = text.LastIndexOf(' ');
        if (!IsoMoment.TryParse(text, zone, out var moment)
            && !(space >= 16 && IsoMoment.TryParse($"{text[..space]}+{text[(space + 1)..]}", zone, out moment)))
        {
            throw RequestException.Invalid(
                property.Name, $"The {property.Name} parameter must be a moment in ISO 8601, such as 2019-01-31T13:45:00Z, or a day.");
        }

        return new PropertyFilter<T>(
            property, null, PropertyValue.Of(moment.Instant), moment.IsDateOnly ? PropertyValue.Of(moment.DayEnd) : null);
    }
}

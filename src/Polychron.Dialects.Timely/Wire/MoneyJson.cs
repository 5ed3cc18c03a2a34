using System.Text.Json;
using Polychron.Domain.Money;

namespace Polychron.Dialects.Timely.Wire;

/// <summary>Money and rates as Timely writes them, in the account's currency; null for who does not see them.</summary>
internal static class MoneyJson
{
    /// <summary>Writes <c>{fractional, formatted, amount}</c> of an amount in minor units.</summary>
    public static void WriteMoney(this Utf8JsonWriter json, string name, Viewer viewer, long minor)
    {
        if (!viewer.SeesRates)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("fractional"u8, minor);
        json.WriteString("formatted"u8, viewer.Currency.Format(minor));
        json.WriteFloat("amount", viewer.Currency.ToAmount(minor));
        json.WriteEndObject();
    }

    /// <summary>Writes a rate in minor units an hour as <c>hour_rate</c> and <c>hour_rate_in_cents</c>.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="minor">The rate; null where it is not this viewer's to see.</param>
    /// <param name="hasFloatCents">Whether the minor units have a decimal point: on projects and their users, not on events.</param>
    public static void WriteHourRate(this Utf8JsonWriter json, Viewer viewer, long? minor, bool hasFloatCents = true)
    {
        decimal? cents = viewer.SeesRates ? minor : null;
        json.WriteFloat("hour_rate", viewer.SeesRates && minor is { } rate ? viewer.Currency.ToAmount(rate) : null);
        if (hasFloatCents)
        {
            json.WriteFloat("hour_rate_in_cents", cents);
        }
        else
        {
            json.WriteShort("hour_rate_in_cents", cents);
        }
    }

    /// <summary>Writes a currency.</summary>
    public static void WriteCurrency(this Utf8JsonWriter json, string name, Currency currency)
    {
        json.WriteStartObject(name);
        json.WriteString("id"u8, currency.Code.ToLowerInvariant());
        json.WriteString("name"u8, currency.Name);
        json.WriteString("iso_code"u8, currency.Code);
        json.WriteString("symbol"u8, currency.Symbol);
        json.WriteBoolean("symbol_first"u8, currency.IsSymbolFirst);
        json.WriteEndObject();
    }
}

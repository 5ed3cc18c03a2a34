using System.Collections.Frozen;
using System.Globalization;

namespace Polychron.Domain.Money;

/// <summary>A currency of ISO 4217: how many minor units it has, and how its amounts are written.</summary>
/// <param name="Code">The ISO code in capital letters.</param>
/// <param name="Name">The English name.</param>
/// <param name="Symbol">The symbol in front of or behind amounts.</param>
/// <param name="IsSymbolFirst">Whether the symbol stands in front.</param>
/// <param name="MinorDigits">The digits of the minor unit: 2 for the cent, 0 for the yen, 3 for the Kuwaiti fils.</param>
public sealed record Currency(string Code, string Name, string Symbol, bool IsSymbolFirst = true, int MinorDigits = 2)
{
    private static readonly FrozenDictionary<string, Currency> Known = new Currency[]
    {
        new("AED", "United Arab Emirates Dirham", "د.إ"), new("ARS", "Argentine Peso", "$"), new("AUD", "Australian Dollar", "$"),
        new("BGN", "Bulgarian Lev", "лв.", false), new("BHD", "Bahraini Dinar", "ب.د", true, 3), new("BRL", "Brazilian Real", "R$"),
        new("CAD", "Canadian Dollar", "$"), new("CHF", "Swiss Franc", "CHF"), new("CLP", "Chilean Peso", "$", true, 0),
        new("CNY", "Chinese Renminbi Yuan", "¥"), new("COP", "Colombian Peso", "$"), new("CZK", "Czech Koruna", "Kč", false),
        new("DKK", "Danish Krone", "kr.", false), new("EUR", "Euro", "€"), new("GBP", "British Pound", "£"),
        new("HKD", "Hong Kong Dollar", "$"), new("HUF", "Hungarian Forint", "Ft", false), new("IDR", "Indonesian Rupiah", "Rp"),
        new("ILS", "Israeli New Sheqel", "₪"), new("INR", "Indian Rupee", "₹"), new("IQD", "Iraqi Dinar", "ع.د", false, 3),
        new("ISK", "Icelandic Króna", "kr.", false, 0), new("JOD", "Jordanian Dinar", "د.ا", true, 3), new("JPY", "Japanese Yen", "¥", true, 0),
        new("KRW", "South Korean Won", "₩", true, 0), new("KWD", "Kuwaiti Dinar", "د.ك", true, 3), new("LYD", "Libyan Dinar", "ل.د", false, 3),
        new("MXN", "Mexican Peso", "$"), new("MYR", "Malaysian Ringgit", "RM"), new("NOK", "Norwegian Krone", "kr", false),
        new("NZD", "New Zealand Dollar", "$"), new("OMR", "Omani Rial", "ر.ع.", true, 3), new("PHP", "Philippine Peso", "₱"),
        new("PLN", "Polish Złoty", "zł", false), new("PYG", "Paraguayan Guaraní", "₲", true, 0), new("RON", "Romanian Leu", "Lei", false),
        new("RUB", "Russian Ruble", "₽", false), new("SAR", "Saudi Riyal", "ر.س"), new("SEK", "Swedish Krona", "kr", false),
        new("SGD", "Singapore Dollar", "$"), new("THB", "Thai Baht", "฿"), new("TND", "Tunisian Dinar", "د.ت", false, 3),
        new("TRY", "Turkish Lira", "₺"), new("TWD", "New Taiwan Dollar", "$"), new("UAH", "Ukrainian Hryvnia", "₴", false),
        new("UGX", "Ugandan Shilling", "USh", true, 0), new("USD", "United States Dollar", "$"), new("VND", "Vietnamese Đồng", "₫", false, 0),
        new("XAF", "Central African CFA Franc", "CFA", false, 0), new("XOF", "West African CFA Franc", "Fr", false, 0),
        new("ZAR", "South African Rand", "R"),
    }.ToFrozenDictionary(currency => currency.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>How many minor units make one unit.</summary>
    public long MinorPerUnit { get; } = (long)Math.Pow(10, MinorDigits);

    /// <summary>The currency of a code; one that is not in the table has two minor digits and its code as symbol.</summary>
    public static Currency Of(string code) =>
        Known.TryGetValue(code, out var currency) ? currency : new Currency(code.ToUpperInvariant(), code.ToUpperInvariant(), code.ToUpperInvariant());

    /// <summary>An amount in units, exactly.</summary>
    public decimal ToAmount(long minor) => (decimal)minor / MinorPerUnit;

    /// <summary>
    /// An amount in minor units, halves rounded away from zero; null if it is too large to be an amount.
    /// </summary>
    public long? ToMinor(decimal amount)
    {
        const decimal limit = 1_000_000_000_000m;
        return Math.Abs(amount) > limit
            ? null
            : (long)Math.Round(amount * MinorPerUnit, MidpointRounding.AwayFromZero);
    }

    /// <summary>An amount as a person reads it: "$1,350.00", "¥1,350", "1,350.00 kr".</summary>
    public string Format(long minor)
    {
        var number = Math.Abs(ToAmount(minor)).ToString($"N{MinorDigits}", CultureInfo.InvariantCulture);
        var sign = minor < 0 ? "-" : "";
        return IsSymbolFirst ? $"{sign}{Symbol}{number}" : $"{sign}{number} {Symbol}";
    }
}

using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire;
using Polychron.Domain.Money;

namespace Polychron.Dialects.Timely.Tests.Wire;

/// <summary>Durations, money and colours as they are written.</summary>
public sealed class NumbersTests
{
    [Theory]
    [InlineData(0, """{"d":{"hours":0,"minutes":0,"seconds":0,"formatted":"00:00","total_hours":0.0,"total_seconds":0,"total_minutes":0}}""")]
    [InlineData(12_600, """{"d":{"hours":3,"minutes":30,"seconds":0,"formatted":"03:30","total_hours":3.5,"total_seconds":12600,"total_minutes":210}}""")]
    [InlineData(3_661, """{"d":{"hours":1,"minutes":1,"seconds":1,"formatted":"01:01","total_hours":1.0169,"total_seconds":3661,"total_minutes":61}}""")]
    [InlineData(3_600_000, """{"d":{"hours":1000,"minutes":0,"seconds":0,"formatted":"1000:00","total_hours":1000.0,"total_seconds":3600000,"total_minutes":60000}}""")]
    public void Durations_are_written_as_documented(long seconds, string expected) =>
        Assert.Equal(expected, Render(json => json.WriteDuration("d", seconds)));

    [Fact]
    public void The_parts_of_a_duration_add_up_to_it() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seconds =>
        {
            using var document = JsonDocument.Parse(Render(json => json.WriteDuration("d", seconds)));
            var d = document.RootElement.GetProperty("d");
            return (d.GetProperty("hours").GetInt64() * 3_600) + (d.GetProperty("minutes").GetInt64() * 60)
                + d.GetProperty("seconds").GetInt64() == seconds
                && d.GetProperty("total_seconds").GetInt64() == seconds
                && d.GetProperty("total_minutes").GetInt64() == seconds / 60
                && Math.Abs(d.GetProperty("total_hours").GetDouble() - (seconds / 3_600.0)) <= 0.00006;
        }));

    [Fact]
    public void Whole_floats_keep_a_decimal_and_others_no_zeros() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(),
        thousandths =>
        {
            var text = Render(json => json.WriteFloat("n", thousandths / 1_000m));
            var number = text["{\"n\":".Length..^1];
            return number.Contains('.', StringComparison.Ordinal)
                && decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture) == thousandths / 1_000m
                && (!number.EndsWith('0') || number.EndsWith(".0", StringComparison.Ordinal));
        }));

    [Theory]
    [InlineData("USD", 123_456, "$1,234.56", "1234.56")]
    [InlineData("JPY", 1_234, "¥1,234", "1234.0")]
    [InlineData("KWD", 1_234, "د.ك1.234", "1.234")]
    [InlineData("SEK", 5_000, "50.00 kr", "50.0")]
    [InlineData("EUR", -5, "-€0.05", "-0.05")]
    public void Amounts_have_the_digits_of_their_currency(string code, long minor, string formatted, string amount)
    {
        var currency = Currency.Of(code);
        Assert.Equal(formatted, currency.Format(minor));
        Assert.Equal($$"""{"a":{{amount}}}""", Render(json => json.WriteFloat("a", currency.ToAmount(minor))));
    }

    [Theory]
    [InlineData("67a3bc", "#67A3BC")]
    [InlineData("#67A3BC", "#67A3BC")]
    [InlineData("67a3b", null)]
    [InlineData("67a3bcd", null)]
    [InlineData("67a3bc\n", null)]
    [InlineData("red", null)]
    public void Colours_are_six_hex_digits(string text, string? expected) => Assert.Equal(expected, Colors.Read(text));

    private static string Render(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(JsonBytes.Render(write, static (json, write) =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }));
}

using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;

namespace Polychron.Dialects.Tests.Bodies;

public sealed class JsonObjectReaderTests
{
    [Fact]
    public void Left_out_null_and_given_are_three_things()
    {
        var reader = Reader("""{"a":null,"b":"x"}""");
        Assert.Equal(default, reader.Text("none", 10));
        Assert.Equal(new Optional<string?>(null), reader.Text("a", 10));
        Assert.Equal(new Optional<string?>("x"), reader.Text("b", 10));
        Assert.False(reader.Text("none", 10).ToChange().IsSet);
        Assert.True(reader.Text("a", 10).ToChange().IsSet);
        Assert.Equal("x", reader.Text("b", 10).ToChange().Or("y"));
        Assert.Throws<InvalidOperationException>(() => reader.Text("none", 10).Value);
        Assert.Equal(1, reader.Text("b", 10).Select(text => text!.Length).Value);
        Assert.False(reader.Text("none", 10).Select(text => text!.Length).IsPresent);
        reader.ThrowIfInvalid();
    }

    [Fact]
    public void All_errors_are_found_at_once_with_the_names_of_the_client()
    {
        var reader = Reader("""{"title":5,"is_running":"yes","project":{"id":"x"},"tags":["a",1],"meta":{"k":2}}""");
        reader.Text("title", 10);
        reader.Boolean("is_running");
        reader.Member("project")!.WholeNumber("id");
        reader.Texts("tags", 5, 5);
        reader.Map("meta", 5, 5);
        Assert.False(reader.Require("start_date"));
        var error = Assert.Throws<RequestException>(reader.ThrowIfInvalid).Error;
        Assert.Equal(RequestErrorKind.Invalid, error.Kind);
        Assert.Equal(
            ["title", "is_running", "project.id", "tags.1", "meta.k", "start_date"], error.Fields.Select(field => field.Field));
        Assert.Equal("The title field must be text.", error.Message);
        Assert.Equal("The start_date field is required.", error.Fields[^1].Message);
    }

    [Theory]
    [InlineData("🙂🙂", 4, true)]
    [InlineData("🙂🙂", 3, false)]
    [InlineData("a b", 10, true)]
    [InlineData("a\\u0000b", 10, false)]
    [InlineData("a\\nb", 10, false)]
    [InlineData("a\\u007fb", 10, false)]
    [InlineData("a\\u0085b", 10, false)]
    [InlineData("שלום", 10, true)]
    [InlineData("<b>&'\\\"", 10, true)]
    [InlineData("", 0, true)]
    public void A_text_holds_any_unicode_but_control_characters(string escaped, int maxLength, bool isGood)
    {
        var reader = Reader($$"""{"a":"{{escaped}}"}""");
        Assert.Equal(isGood, reader.Text("a", maxLength).IsPresent);
        Assert.Equal(isGood, reader.Errors.Count == 0);
    }

    [Theory]
    [InlineData("a\\r\\n\\tb", true)]
    [InlineData("a\\u001bb", false)]
    public void A_text_of_lines_may_have_line_ends_and_tabs(string escaped, bool isGood) =>
        Assert.Equal(isGood, Reader($$"""{"a":"{{escaped}}"}""").Text("a", 10, isMultiline: true).IsPresent);

    [Theory]
    [InlineData("true", true, true)]
    [InlineData("false", false, false)]
    [InlineData("1", null, true)]
    [InlineData("0", null, false)]
    [InlineData("\"1\"", null, true)]
    [InlineData("\"false\"", null, false)]
    [InlineData("2", null, null)]
    [InlineData("1.5", null, null)]
    [InlineData("\"yes\"", null, null)]
    [InlineData("\"\"", null, null)]
    [InlineData("[]", null, null)]
    public void Booleans_are_strict_or_loose(string json, bool? strict, bool? loose)
    {
        Assert.Equal(strict, Reader($$"""{"a":{{json}}}""").Boolean("a").Or(null));
        Assert.Equal(loose, Reader($$"""{"a":{{json}}}""", JsonReading.Lenient).Boolean("a").Or(null));
    }

    [Fact]
    public void An_empty_text_is_null_where_no_text_is_meant_if_the_dialect_says_so()
    {
        const string json = """{"a":"","m":{"k":""}}""";
        var strict = Reader(json, JsonReading.Lenient);
        _ = (strict.Boolean("a"), strict.WholeNumber("a"), strict.Number("a"), strict.DecimalNumber("a"));
        _ = (strict.Moment("a", DateTimeZone.Utc), strict.Member("a"), strict.Map("a", 1, 1), strict.Texts("a", 1, 1));
        Assert.True(strict.Require("a"));
        Assert.Equal(8, strict.Errors.Count);
        var loose = Reader(json, JsonReading.Lenient with { HasBlankAsNull = true });
        Assert.Equal(new Optional<bool?>(null), loose.Boolean("a"));
        Assert.Equal(new Optional<long?>(null), loose.WholeNumber("a"));
        Assert.Equal(new Optional<double?>(null), loose.Number("a"));
        Assert.Equal(new Optional<decimal?>(null), loose.DecimalNumber("a"));
        Assert.True(loose.Moment("a", DateTimeZone.Utc) is { IsPresent: true, Value: null });
        Assert.True(loose.Map("a", 1, 1) is { IsPresent: true, Value: null });
        Assert.True(loose.Texts("a", 1, 1) is { IsPresent: true, Value: null });
        Assert.Null(loose.Member("a"));
        Assert.Equal(new Optional<string?>(""), loose.Text("a", 1));
        Assert.Equal("", loose.Map("m", 1, 1).Value!.Single().Value);
        Assert.Empty(loose.Errors);
        Assert.False(loose.Require("a"));
        Assert.Equal("The a field is required.", Assert.Single(loose.Errors).Message);
    }

    [Theory]
    [InlineData("12", 12L, 12L)]
    [InlineData("-9223372036854775808", long.MinValue, long.MinValue)]
    [InlineData("9223372036854775807", long.MaxValue, long.MaxValue)]
    [InlineData("9223372036854775808", null, null)]
    [InlineData("3.0", 3L, 3L)]
    [InlineData("3e2", 300L, 300L)]
    [InlineData("3.5", null, null)]
    [InlineData("1e400", null, null)]
    [InlineData("\"12\"", null, 12L)]
    [InlineData("\" 12\"", null, null)]
    [InlineData("\"1e3\"", null, null)]
    [InlineData("\"0x10\"", null, null)]
    [InlineData("true", null, null)]
    public void Whole_numbers_are_never_cut(string json, long? strict, long? loose)
    {
        Assert.Equal(strict, Reader($$"""{"a":{{json}}}""").WholeNumber("a").Or(null));
        Assert.Equal(loose, Reader($$"""{"a":{{json}}}""", JsonReading.Lenient).WholeNumber("a").Or(null));
    }

    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("-1", -1.0)]
    [InlineData("1.00001", null)]
    [InlineData("1e999", null)]
    [InlineData("\"0.5\"", null)]
    public void Numbers_are_finite_and_within_their_bounds(string json, double? expected) =>
        Assert.Equal(expected, Reader($$"""{"a":{{json}}}""").Number("a", -1, 1).Or(null));

    [Fact]
    public void Decimals_are_exact()
    {
        Assert.Equal(0.1m, Reader("""{"a":0.1}""").DecimalNumber("a").Or(null));
        Assert.Equal(7.25m, Reader("""{"a":"7.25"}""", JsonReading.Lenient).DecimalNumber("a").Or(null));
        Assert.False(Reader("""{"a":"7,25"}""", JsonReading.Lenient).DecimalNumber("a").IsPresent);
        Assert.False(Reader("""{"a":-0.01}""").DecimalNumber("a", 0).IsPresent);
        Assert.False(Reader("""{"a":1e30}""").DecimalNumber("a").IsPresent);
    }

    [Fact]
    public void Bounds_are_told()
    {
        var reader = Reader("""{"a":0,"b":11}""");
        reader.WholeNumber("a", 1);
        reader.WholeNumber("b", 1, 10);
        Assert.Equal(
            ["The a field must be at least 1.", "The b field must be from 1 to 10."], reader.Errors.Select(error => error.Message));
    }

    [Fact]
    public void Lists_and_maps_keep_their_order_and_have_limits()
    {
        var reader = Reader("""{"t":["b","a",""],"n":[3,1],"m":{"z":"1","a":null},"nil":null}""");
        Assert.Equal(["b", "a", ""], reader.Texts("t", 3, 1).Value!);
        Assert.Equal([3L, 1L], reader.WholeNumbers("n", 2).Value!);
        Assert.Equal([new("z", "1"), new("a", null)], reader.Map("m", 2, 1).Value!);
        Assert.Null(reader.Texts("nil", 3, 1).Value);
        Assert.Null(reader.Map("nil", 3, 1).Value);
        reader.ThrowIfInvalid();
        Assert.False(reader.Texts("t", 2, 1).IsPresent);
        Assert.False(reader.WholeNumbers("n", 2, 2).IsPresent);
        Assert.False(reader.Map("m", 1, 1).IsPresent);
        Assert.False(reader.Texts("m", 9, 9).IsPresent);
        Assert.False(reader.Map("t", 9, 9).IsPresent);
        Assert.Equal(["t", "n.1", "m", "m", "t"], reader.Errors.Select(error => error.Field));
    }

    [Fact]
    public void A_null_in_a_list_of_texts_is_no_text() => Assert.False(Reader("""{"t":[null]}""").Texts("t", 3, 3).IsPresent);

    [Fact]
    public void Moments_are_read_in_a_zone()
    {
        var reader = Reader("""{"a":"2024-03-01 12:00","b":"soon","c":5}""");
        Assert.Equal(Instant.FromUtc(2024, 3, 1, 11, 0), reader.Moment("a", DateTimeZone.ForOffset(Offset.FromHours(1))).Value!.Value.Instant);
        Assert.False(reader.Moment("b", DateTimeZone.Utc).IsPresent);
        Assert.False(reader.Moment("c", DateTimeZone.Utc).IsPresent);
        Assert.Equal(2, reader.Errors.Count);
    }

    [Fact]
    public void What_nobody_asks_for_is_ignored() => Reader("""{"unknown":{"x":[1]}}""").ThrowIfInvalid();

    private static JsonObjectReader Reader(string json, JsonReading? reading = null) => new(JsonElement.Parse(json), reading);
}

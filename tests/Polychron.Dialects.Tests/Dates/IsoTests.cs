using System.Text;
using FsCheck.Fluent;
using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Tests.Support;
using Polychron.Domain.Time;
using Polychron.Testing;

namespace Polychron.Dialects.Tests.Dates;

public sealed class IsoTests
{
    private static readonly DateTimeZone Berlin = Zones.TryFind("Europe/Berlin", out var zone) ? zone : throw new InvalidOperationException();

    [Theory]
    [InlineData("2019-01-01T00:00:00+00:00", "2019-01-01T00:00:00.000000+00:00")]
    [InlineData("2019-01-01T00:00:00Z", "2019-01-01T00:00:00.000000+00:00")]
    [InlineData("2019-01-01t00:00:00z", "2019-01-01T00:00:00.000000+00:00")]
    [InlineData("2019-01-01 00:00:00+0000", "2019-01-01T00:00:00.000000+00:00")]
    [InlineData("2019-01-01T05:30+05:30", "2019-01-01T00:00:00.000000+00:00")]
    [InlineData("2018-12-31T19:00:00-05", "2019-01-01T00:00:00.000000+00:00")]
    [InlineData("2018-12-31T19:00:00.1-0500", "2019-01-01T00:00:00.100000+00:00")]
    [InlineData("2019-01-01T00:00:00.123456Z", "2019-01-01T00:00:00.123456+00:00")]
    [InlineData("2019-01-01T00:00:00.123456789Z", "2019-01-01T00:00:00.123456+00:00")]
    [InlineData("1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999+00:00")]
    [InlineData("2019-01-01T00:00:00", "2018-12-31T23:00:00.000000+00:00")]
    [InlineData("2019-07-01 00:00", "2019-06-30T22:00:00.000000+00:00")]
    [InlineData("2019-03-31T02:30:00", "2019-03-31T01:30:00.000000+00:00")]
    [InlineData("2019-10-27T02:30:00", "2019-10-27T00:30:00.000000+00:00")]
    [InlineData("2020-02-29", "2020-02-28T23:00:00.000000+00:00")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000+00:00")]
    [InlineData("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999+00:00")]
    public void The_usual_forms_are_read(string text, string expected)
    {
        Assert.True(IsoMoment.TryParse(text, Berlin, out var moment));
        Assert.Equal(expected, IsoInstant.Format(moment.Instant));
        Assert.Equal(text.Length == 10, moment.IsDateOnly);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("1546300800")]
    [InlineData("2019-1-1")]
    [InlineData("2019-02-29")]
    [InlineData("2019-13-01")]
    [InlineData("2019-01-01T")]
    [InlineData("2019-01-01T24:00:00Z")]
    [InlineData("2019-01-01T23:60:00Z")]
    [InlineData("2019-01-01T23:59:60Z")]
    [InlineData("2019-01-01T00:00:00+")]
    [InlineData("2019-01-01T00:00:00+1")]
    [InlineData("2019-01-01T00:00:00+001")]
    [InlineData("2019-01-01T00:00:00+00:60")]
    [InlineData("2019-01-01T00:00:00+19:00")]
    [InlineData("2019-01-01T00:00:00+aa:bb")]
    [InlineData("2019-01-01T00:00:00Z+00:00")]
    [InlineData("2019-01-01T00:00:00.1234567890Z")]
    [InlineData("2019-01-01T00:00:00.Z")]
    [InlineData("2019-01-01T00:00:00 Europe/Berlin")]
    [InlineData(" 2019-01-01")]
    [InlineData("2019-01-01 ")]
    [InlineData("+019-01-01T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("-001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    [InlineData("2019-01-01T00:00:00+00:00:00:00:00:00:00:00")]
    [InlineData("２０１９-01-01")]
    [InlineData("2019-01-01T00:00:00+٠١:00")]
    public void Anything_else_is_not(string? text) => Assert.False(IsoMoment.TryParse(text, Berlin, out _));

    [Theory]
    [InlineData("2019-03-31", 23)]
    [InlineData("2019-10-27", 25)]
    [InlineData("2019-06-01", 24)]
    public void A_date_alone_is_a_whole_local_day(string text, int hours)
    {
        Assert.True(IsoMoment.TryParse(text, Berlin, out var day));
        Assert.Equal(Duration.FromHours(hours), day.DayEnd - day.Instant);
    }

    [Fact]
    public void A_day_that_a_zone_skipped_has_no_length()
    {
        Assert.True(Zones.TryFind("Pacific/Apia", out var apia));
        Assert.True(IsoMoment.TryParse("2011-12-30", apia, out var day));
        Assert.True(day.IsDateOnly);
        Assert.Equal(day.Instant, day.DayEnd);
    }

    [Fact]
    public void A_moment_has_no_length()
    {
        Assert.True(IsoMoment.TryParse("2019-01-01T00:00:00Z", Berlin, out var moment));
        Assert.Equal(moment.Instant, moment.DayEnd);
    }

    [Fact]
    public void What_is_written_is_read_again() => Properties.Holds(
        Gen.Choose(int.MinValue, int.MaxValue).Zip(Gen.Choose(0, 999_999), (seconds, micros) =>
            Microseconds.ToInstant((seconds * 20L * 1_000_000) + micros)),
        instant =>
        {
            var text = IsoInstant.Format(instant);
            Assert.Equal(32, text.Length);
            Assert.True(IsoMoment.TryParse(text, Berlin, out var moment));
            Assert.Equal(instant, moment.Instant);
        });

    [Fact]
    public void Json_gets_the_same_text()
    {
        var instant = Instant.FromUtc(2024, 3, 1, 12, 30, 5) + Duration.FromTicks(1_234_567);
        var json = Encoding.UTF8.GetString(JsonBytes.Render(instant, static (writer, instant) =>
        {
            writer.WriteStartObject();
            writer.WriteInstant("a", instant);
            writer.WriteEndObject();
        }));
        Assert.Equal("""{"a":"2024-03-01T12:30:05.123456+00:00"}""", json);
        Assert.Equal("2024-03-01T12:30:05.123456+00:00", IsoInstant.Format(instant));
    }

    [Fact]
    public void The_zone_header_names_a_zone_of_the_database()
    {
        Assert.Same(Berlin, TimeZoneHeader.Read(TestRequest.Get("/", ("X-Time-Zone", "Europe/Berlin")), DateTimeZone.Utc));
        Assert.Same(DateTimeZone.Utc, TimeZoneHeader.Read(TestRequest.Get("/"), DateTimeZone.Utc));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    [InlineData("UTC+02:00")]
    [InlineData("europe/berlin")]
    public void The_zone_header_names_nothing_else(string bad)
    {
        var refused = Assert.Throws<RequestException>(
            () => TimeZoneHeader.Read(TestRequest.Get("/", ("X-Time-Zone", bad)), DateTimeZone.Utc));
        Assert.Equal("X-Time-Zone", Assert.Single(refused.Error.Fields).Field);
    }
}

using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using Polychron.Domain.Time;
using Polychron.Testing;
using Polychron.Testing.Domain;
using Polychron.UseCases.Reports;

namespace Polychron.UseCases.Tests.Reports;

public class CalendarUnitsTests
{
    private static readonly TimespanGrouping[] Groupings =
        [TimespanGrouping.Day, TimespanGrouping.Week, TimespanGrouping.Month, TimespanGrouping.Year];

    [Theory]
    [InlineData("Europe/Berlin", "2024-03-31T10:00:00Z", "2024-03-30T23:00:00Z", 23)]
    [InlineData("Europe/Berlin", "2024-10-27T10:00:00Z", "2024-10-26T22:00:00Z", 25)]
    [InlineData("Australia/Lord_Howe", "2024-10-06T00:00:00Z", "2024-10-05T13:30:00Z", 23.5)]
    [InlineData("America/Sao_Paulo", "2018-11-04T12:00:00Z", "2018-11-04T03:00:00Z", 23)] // begins at 01:00
    [InlineData("Asia/Kolkata", "2024-05-15T18:29:59Z", "2024-05-14T18:30:00Z", 24)]
    [InlineData("Asia/Kolkata", "2024-05-15T18:30:00Z", "2024-05-15T18:30:00Z", 24)]
    [InlineData("America/St_Johns", "2006-10-29T02:30:30Z", "2006-10-29T02:30:00Z", 25)] // its first minute
    [InlineData("America/St_Johns", "2006-10-29T03:00:00Z", "2006-10-29T02:30:00Z", 25)] // clocks show 23:30 of the day before
    [InlineData("Pacific/Apia", "2011-12-29T12:00:00Z", "2011-12-29T10:00:00Z", 24)] // the day before one that never was
    public void A_day_is_as_long_as_its_zone_makes_it(string zone, string instant, string start, double hours) =>
        AssertUnit(TimespanGrouping.Day, zone, IsoDayOfWeek.Monday, instant, start, At(start) + Duration.FromHours(hours));

    [Theory]
    [InlineData(IsoDayOfWeek.Monday, "2024-05-15T12:00:00Z", "2024-05-13T00:00:00Z", "2024-05-20T00:00:00Z")]
    [InlineData(IsoDayOfWeek.Sunday, "2024-05-15T12:00:00Z", "2024-05-12T00:00:00Z", "2024-05-19T00:00:00Z")]
    [InlineData(IsoDayOfWeek.Monday, "2024-05-13T00:00:00Z", "2024-05-13T00:00:00Z", "2024-05-20T00:00:00Z")]
    [InlineData(IsoDayOfWeek.Monday, "2024-05-12T23:59:59Z", "2024-05-06T00:00:00Z", "2024-05-13T00:00:00Z")]
    [InlineData(IsoDayOfWeek.Sunday, "2024-05-12T00:00:00Z", "2024-05-12T00:00:00Z", "2024-05-19T00:00:00Z")]
    [InlineData(IsoDayOfWeek.Monday, "2020-12-31T12:00:00Z", "2020-12-28T00:00:00Z", "2021-01-04T00:00:00Z")] // week 53
    [InlineData(IsoDayOfWeek.Monday, "2021-01-01T12:00:00Z", "2020-12-28T00:00:00Z", "2021-01-04T00:00:00Z")] // the same week
    [InlineData(IsoDayOfWeek.Monday, "2024-12-30T12:00:00Z", "2024-12-30T00:00:00Z", "2025-01-06T00:00:00Z")] // week 1 after 52
    public void A_week_begins_on_the_workspaces_first_day(IsoDayOfWeek first, string instant, string start, string end) =>
        AssertUnit(TimespanGrouping.Week, "UTC", first, instant, start, At(end));

    [Fact]
    public void A_week_with_a_clock_change_is_an_hour_shorter() =>
        AssertUnit(
            TimespanGrouping.Week, "Europe/Berlin", IsoDayOfWeek.Monday,
            "2024-03-27T12:00:00Z", "2024-03-24T23:00:00Z", At("2024-03-31T22:00:00Z"));

    [Theory]
    [InlineData("2024-02-29T23:59:59Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z")]
    [InlineData("2023-02-28T23:59:59Z", "2023-02-01T00:00:00Z", "2023-03-01T00:00:00Z")]
    [InlineData("2024-12-31T23:59:59Z", "2024-12-01T00:00:00Z", "2025-01-01T00:00:00Z")]
    [InlineData("2024-04-01T00:00:00Z", "2024-04-01T00:00:00Z", "2024-05-01T00:00:00Z")]
    public void A_month_ends_where_the_next_begins(string instant, string start, string end) =>
        AssertUnit(TimespanGrouping.Month, "UTC", IsoDayOfWeek.Monday, instant, start, At(end));

    [Theory]
    [InlineData("Pacific/Auckland", "2024-12-31T11:00:00Z", "2024-12-31T11:00:00Z", "2025-12-31T11:00:00Z")]
    [InlineData("America/New_York", "2025-01-01T04:59:59Z", "2024-01-01T05:00:00Z", "2025-01-01T05:00:00Z")]
    public void A_year_is_a_local_one(string zone, string instant, string start, string end) =>
        AssertUnit(TimespanGrouping.Year, zone, IsoDayOfWeek.Monday, instant, start, At(end));

    [Fact]
    public void Exact_intervals_are_no_calendar_units() =>
        Assert.Throws<InvalidOperationException>(() => new CalendarUnits(
            TimespanGrouping.Exact, DateTimeZone.Utc, IsoDayOfWeek.Monday).Of(Samples.Noon));

    [Fact]
    public void A_moment_lies_in_its_unit_and_the_unit_ends_where_the_next_begins() =>
        Properties.Holds(
            from moment in ClockChanges.NearOne
            from grouping in Gen.Elements(Groupings)
            from weekStart in Gen.Choose(1, 7)
            select (moment, grouping, weekStart),
            drawn =>
            {
                var (moment, grouping, weekStart) = drawn;
                CalendarUnits New() => new(grouping, moment.Zone, (IsoDayOfWeek)weekStart);
                var (start, end) = New().Of(moment.Instant);
                Assert.True(start <= moment.Instant && moment.Instant < end, $"{moment.Instant} is not in [{start}, {end})");
                Assert.Equal((start, end), New().Of(start));
                Assert.Equal((start, end), New().Of(end - Duration.Epsilon));
                Assert.Equal(end, New().Of(end).Start);
            },
            count: 3_000);

    [Fact]
    public void The_unit_of_a_moment_does_not_depend_on_those_asked_for_before() =>
        Properties.Holds(
            from moment in ClockChanges.NearOne
            from grouping in Gen.Elements(Groupings)
            from hours in Gen.Choose(-50, 50).NonEmptyListOf()
            select (moment, grouping, hours),
            drawn =>
            {
                var (moment, grouping, hours) = drawn;
                var used = new CalendarUnits(grouping, moment.Zone, IsoDayOfWeek.Monday);
                foreach (var hour in hours)
                {
                    var instant = moment.Instant + Duration.FromHours(hour);
                    var fresh = new CalendarUnits(grouping, moment.Zone, IsoDayOfWeek.Monday);
                    Assert.Equal(fresh.Of(instant), used.Of(instant));
                }
            },
            count: 1_000);

    private static void AssertUnit(
        TimespanGrouping grouping, string zoneId, IsoDayOfWeek weekStart, string instant, string start, Instant end)
    {
        Assert.True(Zones.TryFind(zoneId, out var zone));
        Assert.Equal((At(start), end), new CalendarUnits(grouping, zone, weekStart).Of(At(instant)));
    }

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;
}

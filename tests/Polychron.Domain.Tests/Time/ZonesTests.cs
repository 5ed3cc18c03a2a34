using NodaTime;
using NodaTime.Text;
using Polychron.Domain.Time;
using Polychron.Testing;
using Polychron.Testing.Domain;

namespace Polychron.Domain.Tests.Time;

public class ZonesTests
{
    [Theory]
    [InlineData("America/New_York", "2024-03-10T02:30:00", "2024-03-10T07:30:00Z")] // skipped: 03:30 EDT
    [InlineData("America/New_York", "2024-11-03T01:30:00", "2024-11-03T05:30:00Z")] // twice: the first, EDT
    [InlineData("America/New_York", "2024-11-03T02:00:00", "2024-11-03T07:00:00Z")] // once again
    [InlineData("Europe/Berlin", "2024-03-31T02:00:00", "2024-03-31T01:00:00Z")] // the gap's first moment
    [InlineData("Europe/Berlin", "2024-03-31T03:00:00", "2024-03-31T01:00:00Z")] // the gap's end
    [InlineData("Australia/Lord_Howe", "2024-10-06T02:10:00", "2024-10-05T15:40:00Z")] // a gap of half an hour
    [InlineData("Australia/Lord_Howe", "2024-04-07T01:45:00", "2024-04-06T14:45:00Z")] // an overlap of half an hour
    [InlineData("Asia/Kolkata", "2024-06-01T00:00:00", "2024-05-31T18:30:00Z")]
    [InlineData("Asia/Kathmandu", "2024-06-01T00:00:00", "2024-05-31T18:15:00Z")]
    [InlineData("America/St_Johns", "2024-06-01T00:00:00", "2024-06-01T02:30:00Z")]
    [InlineData("UTC", "2024-02-29T23:59:59", "2024-02-29T23:59:59Z")]
    public void A_local_time_means_one_instant(string zone, string local, string instant) =>
        Assert.Equal(At(instant), Zones.ToInstant(Local(local), Zone(zone)));

    [Theory]
    [InlineData("Europe/Berlin", "2024-03-31", "2024-03-30T23:00:00Z")]
    [InlineData("Europe/Berlin", "2024-04-01", "2024-03-31T22:00:00Z")]
    [InlineData("Asia/Kolkata", "2024-04-01", "2024-03-31T18:30:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")] // no midnight: the day begins at 01:00
    [InlineData("Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z")] // no midnight
    [InlineData("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z")] // midnight twice: the first
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z")] // a day that never was has no length
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z")]
    public void A_day_begins_at_midnight_or_at_the_first_moment_after_it(string zone, string day, string instant) =>
        Assert.Equal(At(instant), Zones.StartOfDay(LocalDatePattern.Iso.Parse(day).Value, Zone(zone)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Mars/Olympus_Mons")]
    [InlineData("europe/berlin")]
    [InlineData("CEST")]
    [InlineData("+02:00")]
    [InlineData("UTC+02:00")]
    [InlineData("Europe/Berlin ")]
    [InlineData("Europe/Berlin\0")]
    public void Other_texts_are_no_zone(string? id)
    {
        Assert.False(Zones.TryFind(id, out var zone));
        Assert.Null(zone);
    }

    [Fact]
    public void A_very_long_text_is_no_zone() => Assert.False(Zones.TryFind(new string('a', 1_000_000), out _));

    [Fact]
    public void A_stored_zone_that_the_database_no_longer_has_is_utc()
    {
        Assert.Equal(DateTimeZone.Utc, Zones.Stored("Mars/Olympus_Mons"));
        Assert.Equal("Asia/Kolkata", Zones.Stored("Asia/Kolkata").Id);
    }

    [Fact]
    public void Every_zone_of_the_database_is_found() =>
        Assert.All(ClockChanges.ZoneIds, id => Assert.True(Zones.TryFind(id, out _), id));

    [Fact]
    public void A_local_time_that_occurs_once_is_itself_and_another_follows_the_rule() =>
        Properties.Holds(
            ClockChanges.NearOne,
            drawn =>
            {
                // By the offset of the day before, so that the local time lies in or near the change's gap or overlap.
                var local = drawn.Instant.WithOffset(drawn.Zone.GetUtcOffset(drawn.Instant - Duration.FromDays(1))).LocalDateTime;
                var instant = Zones.ToInstant(local, drawn.Zone);
                var mapping = drawn.Zone.MapLocal(local);
                if (mapping.Count == 0)
                {
                    var gap = mapping.LateInterval.WallOffset.Seconds - mapping.EarlyInterval.WallOffset.Seconds;
                    Assert.Equal(local.PlusSeconds(gap), instant.InZone(drawn.Zone).LocalDateTime);
                }
                else
                {
                    Assert.Equal(local, instant.InZone(drawn.Zone).LocalDateTime);
                    Assert.Equal(mapping.First().ToInstant(), instant);
                }
            },
            count: 3_000);

    [Fact]
    public void A_day_begins_no_later_than_any_moment_of_it_and_no_earlier_than_the_day_before() =>
        Properties.Holds(
            ClockChanges.NearOne,
            drawn =>
            {
                var day = drawn.Instant.InZone(drawn.Zone).Date;
                var start = Zones.StartOfDay(day, drawn.Zone);
                Assert.True(start <= drawn.Instant);
                Assert.True(Zones.StartOfDay(day.PlusDays(-1), drawn.Zone) <= start);

                // Nothing just before the start is of that day.
                Assert.True((start - Duration.Epsilon).InZone(drawn.Zone).Date < day);
            },
            count: 3_000);

    private static DateTimeZone Zone(string id) => Zones.TryFind(id, out var zone) ? zone : throw new ArgumentException(id);

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    private static LocalDateTime Local(string text) => LocalDateTimePattern.GeneralIso.Parse(text).Value;
}

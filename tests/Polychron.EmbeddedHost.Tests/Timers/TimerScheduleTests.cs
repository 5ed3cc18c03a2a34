using Microsoft.Extensions.Configuration;
using Polychron.EmbeddedHost.Timers;

namespace Polychron.EmbeddedHost.Tests.Timers;

public sealed class TimerScheduleTests
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddInMemoryCollection([new("Sweep:Schedule", "0 30 4 * * 1-5"), new("Plain", "*/10 * * * * *")]).Build();

    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-01T12:00:00", "2026-03-01T12:05:00")]
    [InlineData("0 */5 * * * *", "2026-03-01T12:04:59.9990000", "2026-03-01T12:05:00")]
    [InlineData("30 0 0 * * *", "2026-02-28T00:00:30", "2026-03-01T00:00:30")]
    [InlineData("0 0 0 29 2 *", "2026-03-01T12:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 0 12 * * Mon", "2026-03-01T12:00:00", "2026-03-02T12:00:00")]
    [InlineData("*/15 * * * *", "2026-03-01T12:01:00", "2026-03-01T12:15:00")]
    [InlineData("%Plain%", "2026-03-01T12:00:01", "2026-03-01T12:00:10")]
    [InlineData("%Sweep:Schedule%", "2026-03-01T12:00:00", "2026-03-02T04:30:00")]
    [InlineData("%Sweep__Schedule%", "2026-03-01T12:00:00", "2026-03-02T04:30:00")]
    public void The_next_occurrence_is_the_first_after_an_instant_in_utc(string expression, string after, string expected)
    {
        var next = TimerSchedule.Parse(expression, Settings).Next(Utc(after));

        Assert.Equal(Utc(expected), next);
        Assert.Equal(DateTimeKind.Utc, next.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0 */5 * *")]
    [InlineData("60 * * * * *")]
    [InlineData("00:05:00")]
    [InlineData("%Missing%")]
    public void What_is_no_schedule_is_refused(string expression) =>
        Assert.Throws<FormatException>(() => TimerSchedule.Parse(expression, Settings));

    [Theory]
    [InlineData("*/10 * * * * *", true)]
    [InlineData("0,30 0 0 * * *", true)]
    [InlineData("0 * * * * *", false)]
    [InlineData("0 0 0 1 1 *", false)]
    public void Frequent_schedules_are_told_from_others(string expression, bool frequent) =>
        Assert.Equal(frequent, TimerSchedule.Parse(expression, Settings).ComesMoreThanOnceAMinute(Utc("2026-03-01T12:00:00")));

    private static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.Parse(text), DateTimeKind.Utc);
}

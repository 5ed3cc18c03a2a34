using NodaTime;
using Polychron.Import.Values;

namespace Polychron.Import.Tests.Values;

/// <summary>Dates, times and durations as trackers' settings write them (Clockify's help: "Time formats"; Toggl's: duration formats).</summary>
public class ValueTests
{
    [Theory]
    [InlineData("2019-08-31", DateOrder.Auto)]
    [InlineData("2019/08/31", DateOrder.Auto)]
    [InlineData("08/31/2019", DateOrder.MonthFirst)]
    [InlineData("8-31-2019", DateOrder.MonthFirst)]
    [InlineData("31/08/2019", DateOrder.DayFirst)]
    [InlineData("31.8.2019", DateOrder.Auto)]
    [InlineData("31.08.2019", DateOrder.MonthFirst)]
    public void A_date_is_read_in_its_order(string text, DateOrder order)
    {
        Assert.True(DateText.TryParse(text, order, out var date));
        Assert.Equal(new LocalDate(2019, 8, 31), date);
    }

    [Theory]
    [InlineData("")]
    [InlineData("31/08/19")]
    [InlineData("2019-02-29")]
    [InlineData("2019-13-01")]
    [InlineData("0000-01-01")]
    [InlineData("2019-8")]
    [InlineData("2019-08/31")]
    [InlineData("-1-08-31")]
    [InlineData("٢٠١٩-08-31")]
    [InlineData("99999999999-1-1")]
    public void What_is_no_date_is_refused(string text) => Assert.False(DateText.TryParse(text, DateOrder.DayFirst, out _));

    [Theory]
    [InlineData("13/01/2024", DateOrder.DayFirst)]
    [InlineData("01/13/2024", DateOrder.MonthFirst)]
    [InlineData("01/02/2024", DateOrder.Auto)]
    [InlineData("02/02/2024", null)]
    [InlineData("2024-01-02", null)]
    [InlineData("01.02.2024", null)]
    [InlineData("nonsense", null)]
    public void A_date_tells_the_order_or_leaves_it_open(string text, DateOrder? order) => Assert.Equal(order, DateText.OrderOf(text));

    [Theory]
    [InlineData("13:05", 13, 5, 0)]
    [InlineData("13:05:09", 13, 5, 9)]
    [InlineData("9:00 AM", 9, 0, 0)]
    [InlineData("01:26:00 PM", 13, 26, 0)]
    [InlineData("12:00 AM", 0, 0, 0)]
    [InlineData("12:30pm", 12, 30, 0)]
    [InlineData("00:00:00", 0, 0, 0)]
    public void A_time_is_read(string text, int hour, int minute, int second)
    {
        Assert.True(TimeText.TryParse(text, out var time));
        Assert.Equal(new LocalTime(hour, minute, second), time);
    }

    [Theory]
    [InlineData("24:00")]
    [InlineData("12:60")]
    [InlineData("13:00 PM")]
    [InlineData("0:30 AM")]
    [InlineData("noon")]
    [InlineData("1")]
    [InlineData("1:2:3:4")]
    public void What_is_no_time_is_refused(string text) => Assert.False(TimeText.TryParse(text, out _));

    [Theory]
    [InlineData("01:17:00", 4_620, true)]
    [InlineData("125:00:01", 450_001, true)]
    [InlineData("8:00", 28_800, false)]
    [InlineData("1.28", 4_608, false)]
    [InlineData("1,5", 5_400, false)]
    [InlineData("1.5 h", 5_400, false)]
    [InlineData("47:06 min", 2_826, true)]
    [InlineData("12 sec", 12, true)]
    [InlineData("0:00:00", 0, true)]
    public void A_duration_is_read_in_seconds(string text, long expected, bool isExact)
    {
        Assert.True(DurationText.TryParse(text, out var seconds, out var exact));
        Assert.Equal((expected, isExact), (seconds, exact));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1:00")]
    [InlineData("1:60:00")]
    [InlineData("1:2:3:4")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999999")]
    [InlineData("1:99999999999")]
    [InlineData("h")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _, out _));
}

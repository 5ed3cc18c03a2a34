using NodaTime;
using Polychron.Domain.Budgets;

namespace Polychron.Domain.Tests.Budgets;

/// <summary>The windows of budgets that begin anew.</summary>
public sealed class BudgetRecurrenceTests
{
    [Theory]
    [InlineData(BudgetPeriod.Month, "2024-01-31", null, "2024-02-29", "2024-02-29", "2024-03-31")]
    [InlineData(BudgetPeriod.Month, "2024-01-01", "2024-02-10", "2024-01-31", "2024-01-01", "2024-02-01")]
    [InlineData(BudgetPeriod.Month, "2024-01-01", "2024-02-10", "2024-02-01", "2024-02-01", "2024-02-11")]
    [InlineData(BudgetPeriod.Month, "2024-01-01", "2024-02-10", "2024-02-25", "2024-02-01", "2024-02-11")]
    [InlineData(BudgetPeriod.Month, "2024-01-01", "2024-02-29", "2024-02-25", "2024-02-01", "2024-03-01")]
    [InlineData(BudgetPeriod.Week, "2024-01-01", "2024-01-08", "2024-01-09", "2024-01-08", "2024-01-09")]
    [InlineData(BudgetPeriod.Year, "2024-01-01", "2024-03-31", "2024-12-31", "2024-01-01", "2024-04-01")]
    public void A_day_lies_in_a_window_that_ends_with_the_budget(
        BudgetPeriod period, string start, string? end, string day, string first, string next) =>
        Assert.Equal((Day(first), Day(next)), Recurrence(period, start, end).WindowOf(Day(day)));

    [Theory]
    [InlineData("2023-12-31")]
    [InlineData("2024-03-01")]
    public void There_is_none_before_the_start_or_after_the_last_one(string day) =>
        Assert.Null(Recurrence(BudgetPeriod.Month, "2024-01-01", "2024-02-10").WindowOf(Day(day)));

    private static BudgetRecurrence Recurrence(BudgetPeriod period, string start, string? end) =>
        new(period, Day(start), end is null ? null : Day(end), default);

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}

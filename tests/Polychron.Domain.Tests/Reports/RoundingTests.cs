using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries.Policies;
using Polychron.Domain.Reports;
using Polychron.Testing;

namespace Polychron.Domain.Tests.Reports;

public class RoundingTests
{
    [Theory]
    [InlineData(RoundingMode.None, 15, 61, 61)]
    [InlineData(RoundingMode.Up, 15, 0, 0)]
    [InlineData(RoundingMode.Up, 15, 1, 900)]
    [InlineData(RoundingMode.Up, 15, 900, 900)]
    [InlineData(RoundingMode.Down, 15, 899, 0)]
    [InlineData(RoundingMode.Down, 15, 900, 900)]
    [InlineData(RoundingMode.Nearest, 15, 449, 0)]
    [InlineData(RoundingMode.Nearest, 15, 450, 900)]
    [InlineData(RoundingMode.Nearest, 1, 30, 60)]
    public void A_duration_is_rounded(RoundingMode mode, int minutes, long seconds, long expected) =>
        Assert.Equal(expected, new Rounding(mode, minutes, RoundingScope.Entry).Apply(seconds));

    [Fact]
    public void A_rounded_duration_is_whole_steps_and_less_than_a_step_away() =>
        Properties.Holds(
            from mode in Gen.Elements(RoundingMode.Up, RoundingMode.Down, RoundingMode.Nearest)
            from minutes in Gen.Choose(1, Rounding.MaxMinutes)
            from seconds in Gen.Choose(0, 1_000_000)
            select (mode, minutes, seconds),
            drawn =>
            {
                var rounded = new Rounding(drawn.mode, drawn.minutes, RoundingScope.Entry).Apply(drawn.seconds);
                Assert.Equal(0, rounded % (drawn.minutes * 60));
                Assert.True(Math.Abs(rounded - drawn.seconds) < drawn.minutes * 60);
                Assert.True(drawn.mode != RoundingMode.Up || rounded >= drawn.seconds);
                Assert.True(drawn.mode != RoundingMode.Down || rounded <= drawn.seconds);
                Assert.True(drawn.mode != RoundingMode.Nearest || Math.Abs(rounded - drawn.seconds) * 2 <= drawn.minutes * 60);
            });

    [Fact]
    public void Days_and_projects_are_rounded_together_and_no_cell_is_less_than_nothing() =>
        Properties.Holds(
            from mode in Gen.Elements(RoundingMode.Up, RoundingMode.Down, RoundingMode.Nearest)
            from minutes in Gen.Choose(1, 120)
            from cells in CellOf.ListOf(12)
            select (rounding: new Rounding(mode, minutes, RoundingScope.DayAndProject), cells),
            drawn =>
            {
                var cells = drawn.cells.DistinctBy(cell => cell.Key).ToList();
                var rounded = CellRounding.ByDayAndProject(cells, drawn.rounding);

                Assert.Equal(cells.Count, rounded.Count);
                Assert.All(rounded, cell => Assert.True(cell.Sums is { Seconds: >= 0, Revenue: >= 0, InternalCost: >= 0 }));
                foreach (var group in cells.GroupBy(cell => (cell.Key.UserId, cell.Key.Day, cell.Key.ProjectId)))
                {
                    Assert.Equal(
                        drawn.rounding.Apply(group.Sum(cell => cell.Sums.Seconds)),
                        rounded.Where(cell => (cell.Key.UserId, cell.Key.Day, cell.Key.ProjectId) == group.Key).Sum(cell => cell.Sums.Seconds));
                }
            });

    private static FsCheck.Gen<Cell> CellOf =>
        from day in Gen.Choose(1, 2)
        from user in Gen.Choose(1, 2)
        from project in Gen.Choose(0, 1)
        from status in Gen.Elements(BillingStatus.Billable, BillingStatus.NotBillable, BillingStatus.Paid)
        from rate in Gen.Elements(0, 3_600, 9_999)
        from seconds in Gen.Choose(0, 10_000)
        select new Cell(
            new CellKey
            {
                Day = new LocalDate(2024, 3, day), UserId = user, ProjectId = project, BillingStatus = status, HourRate = rate, InternalHourRate = rate / 3,
            },
            new CellSums
            {
                Seconds = seconds,
                Revenue = Domain.Rates.Cost.Of(seconds, rate),
                InternalCost = Domain.Rates.Cost.Of(seconds, rate / 3),
                Count = 1,
            });
}

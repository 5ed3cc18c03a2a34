using NodaTime;
using Polychron.Demo.Calendar;
using Polychron.Demo.Studio;
using Polychron.Domain.Billing;
using Polychron.Domain.Time;
using Polychron.UseCases.Imports;

namespace Polychron.Demo.Tests;

/// <summary>That what people wrote down in the two years is believable, whatever the seed and the end.</summary>
public class TimesheetTests
{
    private static readonly DateTimeZone Zone = Zones.Stored("Europe/Berlin");
    private static readonly IReadOnlyList<long> Users = [.. Enumerable.Range(1, Cast.People.Count).Select(i => (long)i)];

    public static TheoryData<int, LocalDate> Demos => new()
    {
        { 1, new LocalDate(2024, 3, 1) },
        { 7, new LocalDate(2024, 2, 29) },
        { -3, new LocalDate(2026, 11, 22) },
    };

    [Theory]
    [MemberData(nameof(Demos))]
    public void The_same_seed_and_end_give_the_same_rows_and_another_seed_gives_others(int seed, LocalDate end)
    {
        var rows = Rows(seed, end).ConvertAll(Plain);

        Assert.Equal(rows, Rows(seed, end).ConvertAll(Plain));
        Assert.NotEqual(rows, Rows(seed + 1, end).ConvertAll(Plain));
        Assert.InRange(rows.Count, 20_000, 40_000);
    }

    [Theory]
    [MemberData(nameof(Demos))]
    public void Nobody_works_at_weekends_on_holidays_or_twice_at_the_same_time(int seed, LocalDate end)
    {
        var rows = Rows(seed, end);
        Assert.All(rows, row => Assert.InRange(Day(row), end.PlusYears(-2), end.PlusDays(-1)));
        Assert.DoesNotContain(rows, row => Day(row).DayOfWeek >= IsoDayOfWeek.Saturday);
        Assert.All(rows.Where(row => PublicHolidays.NameOf(Day(row)) is not null), row => Assert.True(row.IsDayOnly));
        foreach (var person in rows.GroupBy(row => row.UserId))
        {
            Assert.All(person.Zip(person.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start, $"{pair}"));
            var hours = person.GroupBy(Day).Average(day => day.Sum(row => row.Seconds) / 3_600.0);
            Assert.InRange(hours, 7, 9);
        }
    }

    [Theory]
    [MemberData(nameof(Demos))]
    public void What_is_old_is_paid_and_what_is_new_is_not_yet_billed(int seed, LocalDate end)
    {
        var billable = Rows(seed, end).Where(row => row.BillingStatus is not BillingStatus.NotBillable).ToList();

        Assert.All(billable.Where(row => Day(row) < end.PlusMonths(-4)), row => Assert.Equal(BillingStatus.Paid, row.BillingStatus));
        Assert.All(
            billable.Where(row => Day(row) >= end.With(DateAdjusters.StartOfMonth)),
            row => Assert.Contains(row.BillingStatus, new BillingStatus?[] { BillingStatus.Billable, BillingStatus.Undetermined }));
        Assert.Equal(4, billable.Select(row => row.BillingStatus).Distinct().Count());
    }

    [Theory]
    [InlineData(2023, 4, 9)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2038, 4, 25)]
    public void Easter_is_when_it_is(int year, int month, int day) =>
        Assert.Equal(new LocalDate(year, month, day), PublicHolidays.Easter(year));

    private static List<ImportRow> Rows(int seed, LocalDate end) => [.. new Timesheet(seed, end, Zone).Rows(Users)];

    private static LocalDate Day(ImportRow row) => row.Start.InZone(Zone).Date;

    private static string Plain(ImportRow row) => $"{row with { Project = [], Labels = [] }} {string.Join('/', row.Project)} {string.Join('/', row.Labels)}";
}

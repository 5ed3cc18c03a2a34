using NodaTime;

namespace Polychron.Demo.Calendar;

/// <summary>When somebody does not work: at the weekend, on a day off, on public holidays, on vacation, ill.</summary>
internal sealed class Absences
{
    private const int FullWeek = 40;

    private readonly int _seed;
    private readonly int _person;
    private readonly int _weeklyHours;
    private readonly Dictionary<int, IReadOnlyList<DateInterval>> _vacations = [];

    public Absences(int seed, int person, int weeklyHours) => (_seed, _person, _weeklyHours) = (seed, person, weeklyHours);

    /// <summary>Whether it is a day on which they would work, were they there.</summary>
    public bool IsWorkday(LocalDate day) =>
        day.DayOfWeek < IsoDayOfWeek.Friday || (day.DayOfWeek == IsoDayOfWeek.Friday && _weeklyHours >= FullWeek);

    /// <summary>Why they are away on a workday, or null.</summary>
    public string? ReasonOn(LocalDate day)
    {
        if (PublicHolidays.NameOf(day) is { } holiday)
        {
            return holiday;
        }

        if (VacationsOf(day.Year).Any(vacation => vacation.Contains(day)))
        {
            return "Vacation";
        }

        return Dice.For(_seed, _person, day.Year * 1_000 + day.DayOfYear).Percent(2) ? "Ill" : null;
    }

    // Two or three weeks in summer, one in spring, and the days between the years.
    private IReadOnlyList<DateInterval> VacationsOf(int year)
    {
        if (!_vacations.TryGetValue(year, out var found))
        {
            var dice = Dice.For(_seed, _person, -year);
            var summer = new LocalDate(year, 6, 24).PlusWeeks(dice.Next(9)).Next(IsoDayOfWeek.Monday);
            var spring = new LocalDate(year, 2, 10).PlusWeeks(dice.Next(9)).Next(IsoDayOfWeek.Monday);
            _vacations[year] = found =
            [
                new DateInterval(summer, summer.PlusDays(11 + 7 * dice.Next(2))),
                new DateInterval(spring, spring.PlusDays(4)),
                new DateInterval(new LocalDate(year, 12, 27), new LocalDate(year, 12, 31)),
            ];
        }

        return found;
    }
}

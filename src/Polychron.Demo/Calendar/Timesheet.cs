using NodaTime;
using Polychron.Demo.Studio;
using Polychron.Domain.Billing;
using Polychron.Domain.Time;
using Polychron.UseCases.Imports;

namespace Polychron.Demo.Calendar;

/// <summary>
/// What the people of the studio write down, day by day, from two years before an end date up to the day before it. A
/// function of seed, end date and zone, and of nothing else.
/// </summary>
internal sealed class Timesheet(int seed, LocalDate end, DateTimeZone zone)
{
    private const int Quarter = 15;
    private const int Step = 5;

    /// <summary>The first day.</summary>
    public LocalDate Start { get; } = end.PlusMonths(-Portfolio.Months);

    /// <summary>All rows, by day and then by person.</summary>
    /// <param name="userIds">The users of <see cref="Cast.People"/>, in their order.</param>
    public IEnumerable<ImportRow> Rows(IReadOnlyList<long> userIds)
    {
        var absences = Cast.People.Select((person, i) => new Absences(seed, i, person.WeeklyHours)).ToList();
        ulong number = 0;
        for (var day = Start; day < end; day = day.PlusDays(1))
        {
            for (var i = 0; i < Cast.People.Count; i++)
            {
                if (!absences[i].IsWorkday(day))
                {
                    continue;
                }

                var rows = absences[i].ReasonOn(day) is { } reason ? [Away(day, reason)] : Work(day, i);
                foreach (var row in rows)
                {
                    yield return row with { Id = new UInt128((uint)seed, ++number), UserId = userIds[i] };
                }
            }
        }
    }

    private ImportRow Away(LocalDate day, string reason)
    {
        var start = Zones.StartOfDay(day, zone);
        return new ImportRow
        {
            Id = default,
            Start = start,
            End = start + Duration.FromHours(8),
            Seconds = 8 * 3_600,
            IsDayOnly = true,
            Title = reason,
            Project = [Portfolio.Internal, Portfolio.TimeOff],
            BillingStatus = BillingStatus.NotBillable,
        };
    }

    private IEnumerable<ImportRow> Work(LocalDate day, int index)
    {
        var person = Cast.People[index];
        var dice = Dice.For(seed, index, day.Year * 10_000 + day.DayOfYear);
        var minute = 8 * 60 + Quarter * ((index + dice.Next(3)) % 6);
        var left = 8 * 60 + Step * (dice.Next(19) - 9);
        var hasLunched = false;
        if (day.DayOfWeek == IsoDayOfWeek.Monday)
        {
            yield return Row(day, ref minute, 30, Portfolio.Jobs[^1], "Planning", ("Weekly planning", "Team meeting"), dice);
            left -= 30;
        }

        while (left > 0)
        {
            var length = Math.Min(left, 40 + Step * dice.Next(23));
            length = left - length < 30 ? left : length;
            var (job, part) = Choose(day, person.Craft, dice);
            yield return Row(day, ref minute, length, job, part, dice.Pick(Words.Of(person.Craft)), dice);
            left -= length;
            minute += Step * dice.Next(3);
            if (!hasLunched && minute > 12 * 60)
            {
                minute += 30 + Step * dice.Next(7);
                hasLunched = true;
            }
        }
    }

    private ImportRow Row(LocalDate day, ref int minute, int length, Job job, string part, (string Title, string Label) work, Dice dice)
    {
        var start = Zones.ToInstant(day.At(new LocalTime(minute / 60, minute % 60)), zone);
        minute += length;
        return new ImportRow
        {
            Id = default,
            Start = start,
            End = start + Duration.FromMinutes(length),
            Seconds = length * 60,
            Title = work.Title,
            Notes = dice.Percent(12) ? dice.Pick(Words.Notes) : null,
            Client = job.Client,
            Project = [job.Title, part],
            Labels = [work.Label],
            EstimatedSeconds = dice.Percent(25) ? (length + Quarter - 1) / Quarter * Quarter * 60 : 0,
            BillingStatus = Status(day, job, dice),
        };
    }

    /// <summary>A part of a job that runs in that month and has work for the craft; some time goes to the studio itself.</summary>
    private (Job Job, string Part) Choose(LocalDate day, Craft craft, Dice dice)
    {
        var month = Math.Min(Portfolio.Months - 1, Period.Between(Start, day, PeriodUnits.Months).Months);
        var open = dice.Percent(12)
            ? [Portfolio.Jobs[^1]]
            : Portfolio.Jobs.Where(job => !job.IsInternal && job.From <= month && month < job.To).ToList();
        var parts = open.SelectMany(job => job.Parts.Where(part => part.Crafts.Contains(craft)).Select(part => (job, part.Title))).ToList();
        return dice.Pick(parts);
    }

    /// <summary>Invoices go out at the beginning of a month and are paid some six weeks later; a few hours are given away.</summary>
    private BillingStatus Status(LocalDate day, Job job, Dice dice)
    {
        if (job.IsInternal || dice.Percent(4))
        {
            return BillingStatus.NotBillable;
        }

        var invoiced = day.With(DateAdjusters.StartOfMonth).PlusMonths(1).PlusDays(4);
        return invoiced >= end ? dice.Percent(3) ? BillingStatus.Undetermined : BillingStatus.Billable
            : invoiced.PlusDays(42) >= end ? BillingStatus.Billed
            : BillingStatus.Paid;
    }
}

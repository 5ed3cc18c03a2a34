using Microsoft.Extensions.Configuration;
using NCrontab;
using Polychron.Settings;

namespace Polychron.EmbeddedHost.Timers;

/// <summary>A timer's NCRONTAB schedule, in UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule schedule;

    private TimerSchedule(CrontabSchedule schedule) => this.schedule = schedule;

    /// <summary>Reads an expression of six fields (or of five, without the second), or the setting that <c>%Name%</c> names.</summary>
    /// <exception cref="FormatException">It is no such expression, or the setting is missing.</exception>
    public static TimerSchedule Parse(string expression, IConfiguration settings)
    {
        var resolved = TriggerSettings.Resolve(settings, expression) ?? throw new FormatException($"the setting {expression} is missing");
        var fields = resolved.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        var parsed = CrontabSchedule.TryParse(resolved, new CrontabSchedule.ParseOptions { IncludingSeconds = fields != 5 })
            ?? throw new FormatException($"'{resolved}' is no NCRONTAB expression of six fields: second, minute, hour, day, month, day of the week");
        return new TimerSchedule(parsed);
    }

    /// <summary>The first occurrence after this instant, exclusive; <see cref="DateTime.MaxValue"/> if there is none.</summary>
    /// <param name="after">A UTC instant.</param>
    public DateTime Next(DateTime after) => DateTime.SpecifyKind(schedule.GetNextOccurrence(after), DateTimeKind.Utc);

    /// <summary>Whether two of the next ten occurrences are less than a minute apart.</summary>
    public bool ComesMoreThanOnceAMinute(DateTime now)
    {
        var before = Next(now);
        for (var i = 0; i < 9 && before < DateTime.MaxValue; i++)
        {
            var next = Next(before);
            if (next - before < TimeSpan.FromMinutes(1))
            {
                return true;
            }

            before = next;
        }

        return false;
    }
}

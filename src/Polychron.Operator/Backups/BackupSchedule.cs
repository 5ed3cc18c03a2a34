using Microsoft.Extensions.Configuration;
using NCrontab;
using NodaTime;

namespace Polychron.Operator.Backups;

/// <summary>When backups are made by themselves.</summary>
public sealed class BackupSchedule
{
    /// <summary>The setting: an NCRONTAB expression in UTC, of six fields or, without the second, of five.</summary>
    public const string Setting = "Polychron:Backups:Schedule";

    private readonly CrontabSchedule? _schedule;
    private Instant? _firstAsked;

    private BackupSchedule(CrontabSchedule? schedule) => _schedule = schedule;

    /// <summary>Reads the setting; absent or empty makes none.</summary>
    /// <exception cref="FormatException">It is no such expression.</exception>
    public static BackupSchedule Read(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } text)
        {
            return new BackupSchedule(null);
        }

        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return new BackupSchedule(
            CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields != 5 })
            ?? throw new FormatException($"{Setting} is an NCRONTAB expression in UTC of five or six fields, such as 0 15 2 * * * for 02:15 each day."));
    }

    /// <summary>Whether there is a schedule.</summary>
    public bool IsOn => _schedule is not null;

    /// <summary>
    /// Whether an occurrence has come since the newest backup; one that passed while the server was down counts. Where there
    /// is no backup yet, since this was first asked.
    /// </summary>
    public bool IsDue(Instant? newest, Instant now)
    {
        _firstAsked ??= now;
        return _schedule is not null && _schedule.GetNextOccurrence((newest ?? _firstAsked.Value).ToDateTimeUtc()) <= now.ToDateTimeUtc();
    }
}

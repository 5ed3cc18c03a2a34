using NCrontab;
using NodaTime;

namespace Polychron.Operator.Backups;

/// <summary>When backups are made by themselves.</summary>
public sealed class BackupSchedule
{
    /// <summary>None.</summary>
    public static readonly BackupSchedule None = new(null);

    private readonly CrontabSchedule? _schedule;
    private Instant? _firstAsked;

    private BackupSchedule(CrontabSchedule? schedule) => _schedule = schedule;

    /// <summary>Reads an NCRONTAB expression in UTC, of six fields or, without the second, of five.</summary>
    /// <exception cref="FormatException">It is no such expression; the message is empty.</exception>
    public static BackupSchedule Parse(string text)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return new BackupSchedule(
            CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields != 5 }) ?? throw new FormatException(""));
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

using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timether.Mapping;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Entries;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Timers;

namespace Polychron.Dialects.Timether.Wire.Entries;

/// <summary>Reads what is to be written of an entry. Times without an offset are in the request's zone.</summary>
internal static class TimeEntryBody
{
    /// <summary>The key that a body may be wrapped in.</summary>
    public const string Key = "time_entry";

    /// <summary>The other key that the body of a timer may be wrapped in.</summary>
    public const string TimerKey = "timer";

    private const long MaxSeconds = 366L * 24 * 3_600;

    /// <summary>Reads a new entry: a start, and an end or a duration or both, which then are two facts of their own.</summary>
    public static CreateEntry.Command ReadNew(JsonObjectReader reader, DateTimeZone zone)
    {
        reader.Require("started_at");
        var start = reader.Moment("started_at", zone).Or(null)?.Instant ?? default;
        var end = reader.Moment("ended_at", zone).Or(null)?.Instant;
        var seconds = reader.WholeNumber("duration_seconds", 0, MaxSeconds).Or(null);
        if (end is null && seconds is null)
        {
            reader.Fail("ended_at", "is required unless there is a duration_seconds. To start a timer, use timers/start.");
        }

        var command = new CreateEntry.Command
        {
            UserId = TimetherBody.Id(reader, "user_id").Or(null),
            Start = start,
            End = end ?? EntryLimits.EndOf(start, seconds ?? 0),
            DurationSeconds = seconds,
            Project = Project(reader).Or(null),
            Title = Title(reader).Or(null),
            Notes = Notes(reader).Or(null),
            LabelIds = [.. Tags(reader).Or([])],
            BillingStatus = Status(reader).Or(null),
            ExternalId = ExternalId(reader).Or(null),
            CustomFields = CustomFields(reader),
            Origin = TimetherDialect.Prefix,
        };
        reader.ThrowIfInvalid();
        return command;
    }

    /// <summary>Reads a timer to start.</summary>
    public static StartTimer.Command ReadTimer(JsonBody body, DateTimeZone zone, bool refusesIfRunning)
    {
        var reader = TimetherBody.Read(body, TimerKey, Key);
        var command = new StartTimer.Command
        {
            Start = reader.Moment("started_at", zone).Or(null)?.Instant,
            Project = Project(reader).Or(null),
            Title = Title(reader).Or(null),
            Notes = Notes(reader).Or(null),
            LabelIds = [.. Tags(reader).Or([])],
            BillingStatus = Status(reader).Or(null),
            ExternalId = ExternalId(reader).Or(null),
            CustomFields = CustomFields(reader),
            Origin = TimetherDialect.Prefix,
            RefusesIfRunning = refusesIfRunning,
        };
        reader.ThrowIfInvalid();
        return command;
    }

    /// <summary>
    /// Reads changes of an entry; what is left out stays. New clock times bring their duration, unless one is given too. An end
    /// of null is that of a running entry, whose duration nobody sets: so one is sent back as it was shown.
    /// </summary>
    public static EntryChanges ReadChanges(JsonObjectReader reader, DateTimeZone zone)
    {
        var start = reader.Moment("started_at", zone).Select(moment => moment?.Instant).Given(reader, "started_at");
        var ended = reader.Moment("ended_at", zone).Select(moment => moment?.Instant);
        var isOpen = ended is { IsPresent: true, Value: null };
        var end = isOpen ? default : ended.Given(reader, "ended_at");
        var seconds = reader.WholeNumber("duration_seconds", 0, MaxSeconds).Given(reader, "duration_seconds");
        var isTimed = seconds.IsSet && !isOpen;
        var changes = new EntryChanges
        {
            Start = isTimed ? default : start,
            End = isTimed ? default : end,
            IsOpen = isOpen,
            Clock = isTimed ? new ClockTimes { Start = start, End = end, Seconds = seconds.Or(0) } : null,
            Project = Project(reader).ToChange(),
            Title = Title(reader).ToChange(),
            Notes = Notes(reader).ToChange(),
            LabelIds = Tags(reader).Select(ids => (IReadOnlyCollection<long>)ids).ToChange(),
            BillingStatus = Status(reader).ToChange(),
            ExternalId = ExternalId(reader).ToChange(),
            CustomFields = CustomFields(reader),
            Origin = TimetherDialect.Prefix,
        };
        reader.ThrowIfInvalid();
        return changes;
    }

    private static Optional<ProjectReference?> Project(JsonObjectReader reader) =>
        TimetherBody.Id(reader, "project_id").Select(id => id is { } known ? ProjectReference.ById(known) : null);

    private static Optional<string?> Title(JsonObjectReader reader) => reader.Text("title", EntryLimits.MaxTitleLength);

    private static Optional<string?> Notes(JsonObjectReader reader) =>
        reader.Text("notes", EntryLimits.MaxNotesLength, isMultiline: true);

    private static Optional<IReadOnlyList<long>> Tags(JsonObjectReader reader) =>
        TimetherBody.Ids(reader, "tag_ids", EntryLimits.MaxLabels);

    private static Optional<Domain.Billing.BillingStatus?> Status(JsonObjectReader reader) =>
        TimetherBody.Word(reader, "billing_status", BillingStatusNames.Parse, BillingStatusNames.Expected);

    private static Optional<string?> ExternalId(JsonObjectReader reader) =>
        reader.Text("external_id", TimetherBody.MaxExternalIdLength).Select(text => string.IsNullOrEmpty(text) ? null : text);

    private static IReadOnlyList<KeyValuePair<string, string?>>? CustomFields(JsonObjectReader reader) =>
        reader.Map("custom_fields", CustomFieldSet.MaxCount, CustomFieldSet.MaxValueLength, isMultiline: true).Or(null);
}

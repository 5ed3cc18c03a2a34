using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timing.Wire.Fields;
using Polychron.Domain.Entries;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Timers;

namespace Polychron.Dialects.Timing.Wire.Entries;

/// <summary>Reads the bodies of requests that write one entry. Dates without a zone are in the request's.</summary>
internal static class TimeEntryBody
{
    /// <summary>"Create time entry".</summary>
    public static CreateEntry.Command ToCreate(JsonBody body, DateTimeZone zone)
    {
        var reader = body.Read(BodyReading.Rules);
        reader.Require("start_date");
        reader.Require("end_date");
        var command = new CreateEntry.Command
        {
            Start = reader.Moment("start_date", zone).Or(null)?.Instant ?? default,
            End = reader.Moment("end_date", zone).Or(null)?.Instant ?? default,
            Project = ProjectField.Read(reader, "project").Or(null),
            Title = Title(reader).Or(null),
            Notes = Notes(reader).Or(null),
            BillingStatus = BillingStatusField.OfEntry(reader).Or(null),
            Origin = TimingDialect.Prefix,
            CustomFields = CustomFieldsField.Read(reader),
            ReplaceExisting = IsReplacing(reader),
        };
        reader.ThrowIfInvalid();
        return command;
    }

    /// <summary>"Start timer".</summary>
    public static StartTimer.Command ToStart(JsonBody body, DateTimeZone zone)
    {
        var reader = body.Read(BodyReading.Rules);
        var command = new StartTimer.Command
        {
            Start = reader.Moment("start_date", zone).Or(null)?.Instant,
            Project = ProjectField.Read(reader, "project").Or(null),
            Title = Title(reader).Or(null),
            Notes = Notes(reader).Or(null),
            BillingStatus = BillingStatusField.OfEntry(reader).Or(null),
            Origin = TimingDialect.Prefix,
            CustomFields = CustomFieldsField.Read(reader),
            ReplaceExisting = IsReplacing(reader),
        };
        reader.ThrowIfInvalid();
        return command;
    }

    /// <summary>"Update time entry": what is left out stays, with PUT as with PATCH.</summary>
    public static UpdateEntry.Command ToUpdate(JsonBody body, DateTimeZone zone, long id, long? namedUserId)
    {
        var reader = body.Read(BodyReading.Rules);
        var command = new UpdateEntry.Command
        {
            Id = id,
            NamedUserId = namedUserId,
            Changes = Changes(reader) with
            {
                Start = reader.Moment("start_date", zone).NotNull(reader, "start_date"),
                End = reader.Moment("end_date", zone).NotNull(reader, "end_date"),
            },
            ReplaceExisting = IsReplacing(reader),
        };
        reader.ThrowIfInvalid();
        return command;
    }

    /// <summary>The changes that updates of one and of several entries have in common.</summary>
    public static EntryChanges Changes(JsonObjectReader reader) => new()
    {
        Project = ProjectField.Read(reader, "project").ToChange(),
        Title = Title(reader).ToChange(),
        Notes = Notes(reader).ToChange(),
        BillingStatus = BillingStatusField.OfEntry(reader).ToChange(),
        Origin = TimingDialect.Prefix,
        CustomFields = CustomFieldsField.Read(reader),
    };

    private static Optional<string?> Title(JsonObjectReader reader) => reader.Text("title", EntryLimits.MaxTitleLength);

    private static Optional<string?> Notes(JsonObjectReader reader) =>
        reader.Text("notes", EntryLimits.MaxNotesLength, isMultiline: true);

    private static bool IsReplacing(JsonObjectReader reader) => reader.Boolean("replace_existing").Or(null) ?? false;
}

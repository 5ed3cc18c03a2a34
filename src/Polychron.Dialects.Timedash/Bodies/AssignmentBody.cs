using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.UseCases;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Projects;

namespace Polychron.Dialects.Timedash.Bodies;

/// <summary>Reads the bodies of requests that write an assignment.</summary>
internal static class AssignmentBody
{
    /// <summary>What can be set.</summary>
    public static readonly string[] Settable =
        ["agreement", "user", "timestamp", "duration", "title", "notes", "billable", "invoiced", "paid", "metadata"];

    private static readonly string[] Shown = ["id", "object", "contact", "rate", "amount", "currency", "running", "created", "updated"];

    private static readonly long MaxSeconds = (long)EntryLimits.MaxSpan.TotalSeconds;

    /// <summary>A new assignment.</summary>
    /// <param name="body">The body.</param>
    /// <param name="zone">The zone of a timestamp that names none.</param>
    public static CreateEntry.Command ToCreate(JsonBody body, DateTimeZone zone)
    {
        var reader = Members.Read(body, Settable, Shown);
        reader.Require("agreement");
        reader.Require("timestamp");
        reader.Require("duration");
        var start = reader.Moment("timestamp", zone).Or(null)?.Instant ?? default;
        var seconds = reader.WholeNumber("duration", 0, MaxSeconds).Or(null) ?? 0;
        var (billable, invoiced, paid) = Flags(reader);
        var command = new CreateEntry.Command
        {
            UserId = reader.Id("user").Or(null),
            Start = start,
            End = EntryLimits.EndOf(start, seconds),
            Project = reader.Id("agreement").Or(null) is { } agreement ? ProjectReference.ById(agreement) : null,
            ObeysProject = true,
            Title = Title(reader).Or(null),
            Notes = Notes(reader).Or(null),
            BillingStatus = paid == true ? BillingStatus.Paid : null,
            IsBilled = invoiced,
            IsBillable = billable,
            Origin = TimedashDialect.Prefix,
            CustomFields = MetadataField.Read(reader),
            CustomFieldLimits = MetadataField.Limits,
        };
        reader.ThrowIfInvalid();
        return command;
    }

    /// <summary>A changed assignment: what is left out stays. And whether it is said to have no agreement, which none is changed to.</summary>
    public static (UpdateEntry.Command Command, bool HasNoAgreement) ToUpdate(JsonBody body, DateTimeZone zone, long id)
    {
        var reader = Members.Read(body, Settable, Shown);
        var agreement = reader.Id("agreement");
        var user = reader.Id("user").NotNull(reader, "user");
        var start = reader.Moment("timestamp", zone).NotNull(reader, "timestamp");
        var seconds = reader.WholeNumber("duration", 0, MaxSeconds).NotNull(reader, "duration");
        var (billable, invoiced, paid) = Flags(reader);
        var command = new UpdateEntry.Command
        {
            Id = id,
            AllowOtherUsers = true,
            Changes = new EntryChanges
            {
                UserId = user,
                Span = start.IsSet || seconds.IsSet
                    ? new SpanTimes
                    {
                        Start = start.IsSet ? Change<Instant>.To(start.Or(default).Instant) : default,
                        Seconds = seconds,

                        // As it is shown: an object that is sent back does not stop what it says is running.
                        RunsOn = reader.Value("running") is { IsPresent: true, Value.ValueKind: JsonValueKind.True },
                    }
                    : null,

                // Null is what is shown of one that was deleted: sent back, it changes nothing.
                Project = agreement.Or(null) is { } named ? Change<ProjectReference?>.To(ProjectReference.ById(named)) : default,
                ObeysProject = true,
                Title = Title(reader).ToChange(),
                Notes = Notes(reader).ToChange(),
                IsBilled = invoiced,
                IsBillable = billable,
                IsPaid = paid,
                Origin = TimedashDialect.Prefix,
                CustomFields = MetadataField.Read(reader),
                CustomFieldLimits = MetadataField.Limits,
            },
        };
        reader.ThrowIfInvalid();
        return (command, agreement is { IsPresent: true, Value: null });
    }

    private static Optional<string?> Title(JsonObjectReader reader) => reader.Text("title", EntryLimits.MaxTitleLength);

    private static Optional<string?> Notes(JsonObjectReader reader) => reader.Text("notes", EntryLimits.MaxNotesLength, isMultiline: true);

    // What is paid is invoiced, and what is invoiced is billable: flags that say otherwise are refused, those that are left out follow.
    private static (bool? Billable, bool? Invoiced, bool? Paid) Flags(JsonObjectReader reader)
    {
        var billable = reader.Boolean("billable").Or(null);
        var invoiced = reader.Boolean("invoiced").Or(null);
        var paid = reader.Boolean("paid").Or(null);
        if (paid == true && (invoiced == false || billable == false))
        {
            reader.Fail("paid", "cannot be true of what is not invoiced.");
        }
        else if (invoiced == true && billable == false)
        {
            reader.Fail("invoiced", "cannot be true of what is not billable.");
        }

        return (billable, invoiced, invoiced == false || billable == false ? null : paid);
    }
}

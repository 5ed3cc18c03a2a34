using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.Domain.Entries;
using Polychron.Domain.Money;
using Polychron.UseCases;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timely.Wire.Events;

/// <summary>What a body may say of an event ("Create an event", "Update an event"). All else in it is passed over.</summary>
internal sealed record EventFields
{
    // So that a whole duration is less than the longest interval there is.
    private const int MaxHours = 8_736;
    private const int MaxMinutes = 1_439;
    private const int MaxSeconds = 86_399;

    /// <summary>Day, clock times and duration.</summary>
    public required TimesheetTimes Times { get; init; }

    /// <summary>The estimate.</summary>
    public DurationParts Estimate { get; init; }

    /// <summary>Whether it is a plan.</summary>
    public Change<bool> IsEstimate { get; init; }

    /// <summary>The note.</summary>
    public Change<string?> Note { get; init; }

    /// <summary>The rate of its own, in minor units.</summary>
    public Change<long> HourRate { get; init; }

    /// <summary>The labels.</summary>
    public Change<IReadOnlyCollection<long>> LabelIds { get; init; }

    /// <summary>The project.</summary>
    public long? ProjectId { get; init; }

    /// <summary>The user.</summary>
    public long? UserId { get; init; }

    /// <summary>Whether it is billed.</summary>
    public bool? IsBilled { get; init; }

    /// <summary>Whether it is billable.</summary>
    public bool? IsBillable { get; init; }

    /// <summary>What another system calls it.</summary>
    public Change<string?> ExternalId { get; init; }

    /// <summary>Reads them. What is wrong is in the reader's errors.</summary>
    /// <param name="reader">The object that describes the event.</param>
    /// <param name="currency">The account's currency.</param>
    /// <param name="zone">The zone of clock times without an offset: the user's.</param>
    public static EventFields Read(JsonObjectReader reader, Currency currency, DateTimeZone zone)
    {
        var rate = Bodies.Fields.Money(reader, "hour_rate", currency);
        return new EventFields
        {
            Times = new TimesheetTimes
            {
                Day = Bodies.Fields.Day(reader, "day"),
                From = Clock(reader, "from", zone),
                To = Clock(reader, "to", zone),
                Duration = Duration(reader, ""),
            },
            Estimate = Duration(reader, "estimated_"),
            IsEstimate = Bodies.Fields.Flag(reader, "estimated"),
            Note = reader.Text("note", EntryText.MaxLength, isMultiline: true).ToChange(),
            HourRate = rate is { } minor ? Change<long>.To(minor) : default,
            LabelIds = reader.WholeNumbers("label_ids", EntryLimits.MaxLabels, 1).Or(null) is { } labels
                ? Change<IReadOnlyCollection<long>>.To(labels)
                : default,
            ProjectId = reader.WholeNumber("project_id", 1).Or(null),
            UserId = reader.WholeNumber("user_id", 1).Or(null),
            IsBilled = reader.Boolean("billed").Or(null),
            IsBillable = reader.Boolean("billable").Or(null),
            ExternalId = Bodies.Fields.OptionalText(reader, "external_id", TimelyBody.MaxExternalIdLength),
        };
    }

    // A blank one is as good as null. One outside of the years that entries have would lead out of time itself with a zone's
    // offset or the hours added.
    private static Change<Instant?> Clock(JsonObjectReader reader, string name, DateTimeZone zone)
    {
        if (reader.Value(name) is { IsPresent: true, Value: { ValueKind: JsonValueKind.String } text } && text.ValueEquals(""))
        {
            return Change<Instant?>.To(null);
        }

        var moment = reader.Moment(name, zone);
        if (moment.Or(null) is { Instant: var instant } && (instant < EntryLimits.Earliest || instant >= EntryLimits.Latest))
        {
            reader.Fail(name, TimelyBody.Invalid);
            return default;
        }

        return moment.Select(at => at?.Instant).ToChange();
    }

    private static DurationParts Duration(JsonObjectReader reader, string prefix)
    {
        var hours = reader.DecimalNumber(prefix + "hours", 0, MaxHours).Or(null);
        return new DurationParts(
            hours is { } some ? (long)Math.Round(some * 3_600, MidpointRounding.AwayFromZero) : null,
            reader.WholeNumber(prefix + "minutes", 0, MaxMinutes).Or(null),
            reader.WholeNumber(prefix + "seconds", 0, MaxSeconds).Or(null));
    }
}

using System.Globalization;
using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Domain.Billing;
using Polychron.Domain.Errors;
using Polychron.Domain.Money;
using Polychron.Import.Values;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Formats;

/// <summary>A CSV of Polychron's own columns, for data from anywhere; the README lists them.</summary>
internal sealed class PlainFormat : ImportFormat
{
    private static readonly Column Id = new("id") { Aliases = ["external_id"] };
    private static readonly Column Email = new("email");
    private static readonly Column User = new("user");
    private static readonly Column Client = new("client");
    private static readonly Column Project = new("project");
    private static readonly Column Task = new("task");
    private static readonly Column Title = new("title");
    private static readonly Column Notes = new("notes");
    private static readonly Column Labels = new("labels") { Aliases = ["tags"] };
    private static readonly Column Start = new("start") { IsRequired = true };
    private static readonly Column End = new("end");
    private static readonly Column Length = new("duration");
    private static readonly Column Seconds = new("seconds");
    private static readonly Column Estimate = new("estimate");
    private static readonly Column Billing = new("billing_status");
    private static readonly Column Rate = new("hour_rate");

    private static readonly Dictionary<string, BillingStatus> Statuses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["undetermined"] = BillingStatus.Undetermined,
        ["not_billable"] = BillingStatus.NotBillable,
        ["billable"] = BillingStatus.Billable,
        ["billed"] = BillingStatus.Billed,
        ["paid"] = BillingStatus.Paid,
    };

    public override string Name => "csv";

    public override IReadOnlyList<Column> Columns { get; } =
        [Id, Email, User, Client, Project, Task, Title, Notes, Labels, Start, End, Length, Seconds, Estimate, Billing, Rate];

    public override ImportRow Read(RowReader row, ReadingContext context)
    {
        var start = Moment(row, Start, row.Require(Start), context.Zone);
        var written = Time(row, Length, 3_600) ?? Time(row, Seconds, 1);
        var end = row.Text(End) is { } text ? Moment(row, End, text, context.Zone) : (IsoMoment?)null;
        if (end is null && written is null)
        {
            row.Fail(End, "is empty, and there is neither a duration nor seconds");
        }
        else if (end is { } given && given.Instant < start.Instant)
        {
            row.Fail(End, "is before the start");
        }

        var until = end?.Instant ?? start.Instant + Duration.FromSeconds(written ?? 0);
        return new ImportRow
        {
            Id = default,
            Person = TrackerValues.Person(row, User, Email),
            Client = row.Text(Client),
            Project = TrackerValues.Project(row, Project, Task),
            Labels = NameList.Parse(row.Text(Labels), ',', ';'),
            Start = start.Instant,
            End = until,
            Seconds = written ?? Math.Max(0, (long)(until - start.Instant).TotalSeconds),
            IsDayOnly = start.IsDateOnly && end is null,
            Title = row.Text(Title),
            Notes = row.Text(Notes),
            BillingStatus = Status(row),
            HourRate = ReadRate(row, context.Currency),
            EstimatedSeconds = Time(row, Estimate, 3_600) ?? 0,
            ExternalId = row.Text(Id),
        };
    }

    public override Column? ColumnOf(string field) => field switch
    {
        ImportFields.Person => Email,
        ImportFields.Client => Client,
        Fields.Project => Project,
        ImportFields.Labels => Labels,
        Fields.Title => Title,
        Fields.Notes => Notes,
        Fields.Start => Start,
        Fields.End => End,
        ImportFields.Duration => Length,
        ImportFields.Rate => Rate,
        ImportFields.ExternalId => Id,
        _ => null,
    };

    private static IsoMoment Moment(RowReader row, Column column, string text, DateTimeZone zone)
    {
        if (!IsoMoment.TryParse(text, zone, out var moment))
        {
            row.Fail(column, $"'{ClockColumns.Shown(text)}' is no date and time such as 2024-12-31T13:05:00+01:00 or 2024-12-31 13:05");
        }

        return moment;
    }

    private static long? Time(RowReader row, Column column, int unit)
    {
        if (row.Text(column) is not { } text)
        {
            return null;
        }

        if (!(unit == 1 ? DurationText.TryScale(text, 1, out var seconds) : DurationText.TryParse(text, out seconds, out _)))
        {
            row.Fail(column, $"'{ClockColumns.Shown(text)}' is no duration");
        }

        return seconds;
    }

    private static BillingStatus? Status(RowReader row)
    {
        if (row.Text(Billing) is not { } text)
        {
            return null;
        }

        if (!Statuses.TryGetValue(text, out var status))
        {
            row.Fail(Billing, $"'{ClockColumns.Shown(text)}' is none of {string.Join(", ", Statuses.Keys)}");
        }

        return status;
    }

    private static long? ReadRate(RowReader row, string currency)
    {
        if (row.Text(Rate) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
            && Currency.Of(currency).ToMinor(rate) is { } minor)
        {
            return minor;
        }

        row.Fail(Rate, $"'{ClockColumns.Shown(text)}' is no rate");
        return null;
    }
}

using System.Globalization;
using Polychron.Domain.Billing;
using Polychron.Domain.Errors;
using Polychron.Domain.Money;
using Polychron.Import.Values;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Formats;

/// <summary>The detailed report of Clockify as CSV, and what Clockify's own import takes (its help: "Import timesheets").</summary>
internal sealed class ClockifyFormat : ImportFormat
{
    private const string Work = "Regular";

    private static readonly Column Project = new("Project");
    private static readonly Column Client = new("Client");
    private static readonly Column Description = new("Description");
    private static readonly Column Task = new("Task");
    private static readonly Column User = new("User");
    private static readonly Column Email = new("Email");
    private static readonly Column Tags = new("Tags") { Aliases = ["Tag"] };
    private static readonly Column Kind = new("Type");
    private static readonly Column Billable = new("Billable");
    private static readonly Column Invoiced = new("Invoiced");
    private static readonly Column Rate = new("Billable Rate (*)");
    private static readonly ClockColumns Clock = new(
        new Column("Start Date") { IsRequired = true },
        new Column("Start Time"),
        new Column("End Date"),
        new Column("End Time"),
        [new Column("Duration (h)") { Aliases = ["Duration"] }, new Column("Duration (decimal)")]);

    public override string Name => "clockify-csv";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        Project, Client, Description, Task, User, Email, Tags, Kind, Billable, Invoiced,
        Clock.StartDate, Clock.StartTime, Clock.EndDate, Clock.EndTime, .. Clock.Durations, Rate,
    ];

    public override Column? DateColumn => Clock.StartDate;

    public override ImportRow Read(RowReader row, ReadingContext context)
    {
        if (row.Text(Kind) is { } kind && !kind.Equals(Work, StringComparison.OrdinalIgnoreCase))
        {
            row.Fail(Kind, $"is '{ClockColumns.Shown(kind)}': only working time is imported");
        }

        var span = Clock.Read(row, context);
        var (title, notes) = LongText.Split(row.Text(Description));
        return new ImportRow
        {
            Id = default,
            Person = TrackerValues.Person(row, User, Email),
            Client = row.Text(Client),
            Project = TrackerValues.Project(row, Project, Task),
            Labels = NameList.Parse(row.Text(Tags), ','),
            Start = span.Start,
            End = span.End,
            Seconds = span.Seconds,
            IsDayOnly = span.IsDayOnly,
            Title = title,
            Notes = notes,
            BillingStatus = Status(row),
            HourRate = ReadRate(row, context.Currency),
        };
    }

    public override Column? ColumnOf(string field) => field switch
    {
        ImportFields.Person => Email,
        ImportFields.Client => Client,
        Fields.Project => Project,
        ImportFields.Labels => Tags,
        Fields.Title or Fields.Notes => Description,
        Fields.Start => Clock.StartDate,
        Fields.End => Clock.EndDate,
        ImportFields.Duration => Clock.Durations[0],
        ImportFields.Rate => Rate,
        _ => null,
    };

    private static BillingStatus? Status(RowReader row)
    {
        var isBillable = TrackerValues.IsBillable(row, Billable);
        var isInvoiced = TrackerValues.IsBillable(row, Invoiced);
        return (isBillable, isInvoiced) switch
        {
            (not false, true) => BillingStatus.Billed,
            (true, _) => BillingStatus.Billable,
            (false, _) => BillingStatus.NotBillable,
            _ => null,
        };
    }

    /// <summary>The rate in the workspace's currency; one in another currency is not converted, so it does not count. Nor does 0, which stands for "none" there.</summary>
    private static long? ReadRate(RowReader row, string currency)
    {
        if (row.Text(Rate) is not { } text || !row.Header.NameOf(Rate).EndsWith($"({currency})", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var rate)
            || Currency.Of(currency).ToMinor(rate) is not { } minor)
        {
            row.Fail(Rate, $"'{ClockColumns.Shown(text)}' is no rate");
            return null;
        }

        return minor == 0 ? null : minor;
    }
}

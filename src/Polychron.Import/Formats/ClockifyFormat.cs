using System.Globalization;
using Polychron.Domain.Billing;
using Polychron.Domain.Money;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Formats;

/// <summary>The detailed report of Clockify as CSV, and what Clockify's own import takes (its help: "Import timesheets").</summary>
internal sealed class ClockifyFormat : ImportFormat
{
    private const string Work = "Regular";

    private static readonly Column Kind = new("Type");
    private static readonly Column Billable = new("Billable");
    private static readonly Column Invoiced = new("Invoiced");
    private static readonly Column Rate = new("Billable Rate (*)");
    private static readonly ReportColumns Report = new()
    {
        User = new Column("User"),
        Email = new Column("Email"),
        Client = new Column("Client"),
        Project = new Column("Project"),
        Task = new Column("Task"),
        Description = new Column("Description"),
        Tags = new Column("Tags") { Aliases = ["Tag"] },
        Clock = new ClockColumns(
            new Column("Start Date") { IsRequired = true },
            new Column("Start Time"),
            new Column("End Date"),
            new Column("End Time"),
            [new Column("Duration (h)") { Aliases = ["Duration"] }, new Column("Duration (decimal)")]),
    };

    public override string Name => "clockify-csv";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        Report.Project, Report.Client, Report.Description, Report.Task, Report.User, Report.Email, Report.Tags, Kind, Billable, Invoiced,
        .. Report.Clock.All, Rate,
    ];

    public override Column? DateColumn => Report.Clock.StartDate;

    public override ImportRow Read(RowReader row, ReadingContext context)
    {
        if (row.Text(Kind) is { } kind && !kind.Equals(Work, StringComparison.OrdinalIgnoreCase))
        {
            row.Fail(Kind, $"is '{ClockColumns.Shown(kind)}': only working time is imported");
        }

        return Report.Read(row, context) with { BillingStatus = Status(row), HourRate = ReadRate(row, context.Currency) };
    }

    public override Column? ColumnOf(string field) => field == ImportFields.Rate ? Rate : Report.ColumnOf(field);

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

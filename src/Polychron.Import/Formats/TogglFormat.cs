using Polychron.Domain.Billing;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Formats;

/// <summary>The detailed report of Toggl Track as CSV, and what Toggl's own import takes (its help: "Editing and uploading a CSV file").</summary>
internal sealed class TogglFormat : ImportFormat
{
    private static readonly Column Billable = new("Billable");
    private static readonly ReportColumns Report = new()
    {
        User = new Column("User") { Aliases = ["Member"] },
        Email = new Column("Email"),
        Client = new Column("Client"),
        Project = new Column("Project"),
        Task = new Column("Task"),
        Description = new Column("Description"),
        Tags = new Column("Tags"),
        Clock = new ClockColumns(
            new Column("Start date") { IsRequired = true },
            new Column("Start time") { IsRequired = true },
            new Column("End date") { Aliases = ["Stop date"] },
            new Column("End time") { Aliases = ["Stop time"] },
            [new Column("Duration") { IsRequired = true }]),
    };

    public override string Name => "toggl-csv";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        Report.User, Report.Email, Report.Client, Report.Project, Report.Task, Report.Description, Billable,
        .. Report.Clock.All, Report.Tags,
    ];

    public override Column? DateColumn => Report.Clock.StartDate;

    public override ImportRow Read(RowReader row, ReadingContext context) => Report.Read(row, context) with
    {
        BillingStatus = TrackerValues.IsBillable(row, Billable) switch
        {
            true => BillingStatus.Billable,
            false => BillingStatus.NotBillable,
            null => null,
        },
    };

    public override Column? ColumnOf(string field) => Report.ColumnOf(field);
}

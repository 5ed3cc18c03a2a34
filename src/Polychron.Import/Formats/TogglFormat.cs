using Polychron.Domain.Billing;
using Polychron.Domain.Errors;
using Polychron.Import.Values;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Formats;

/// <summary>The detailed report of Toggl Track as CSV, and what Toggl's own import takes (its help: "Editing and uploading a CSV file").</summary>
internal sealed class TogglFormat : ImportFormat
{
    private static readonly Column User = new("User") { Aliases = ["Member"] };
    private static readonly Column Email = new("Email");
    private static readonly Column Client = new("Client");
    private static readonly Column Project = new("Project");
    private static readonly Column Task = new("Task");
    private static readonly Column Description = new("Description");
    private static readonly Column Billable = new("Billable");
    private static readonly Column Tags = new("Tags");
    private static readonly ClockColumns Clock = new(
        new Column("Start date") { IsRequired = true },
        new Column("Start time") { IsRequired = true },
        new Column("End date") { Aliases = ["Stop date"] },
        new Column("End time") { Aliases = ["Stop time"] },
        [new Column("Duration") { IsRequired = true }]);

    public override string Name => "toggl-csv";

    public override IReadOnlyList<Column> Columns { get; } =
    [
        User, Email, Client, Project, Task, Description, Billable,
        Clock.StartDate, Clock.StartTime, Clock.EndDate, Clock.EndTime, .. Clock.Durations, Tags,
    ];

    public override Column? DateColumn => Clock.StartDate;

    public override ImportRow Read(RowReader row, ReadingContext context)
    {
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
            BillingStatus = TrackerValues.IsBillable(row, Billable) switch
            {
                true => BillingStatus.Billable,
                false => BillingStatus.NotBillable,
                null => null,
            },
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
        _ => null,
    };
}

using Polychron.Domain.Errors;
using Polychron.Import.Values;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Formats;

/// <summary>The columns that the detailed reports of several trackers have, each under its own tracker's names.</summary>
internal sealed record ReportColumns
{
    public required Column User { get; init; }

    public required Column Email { get; init; }

    public required Column Client { get; init; }

    public required Column Project { get; init; }

    public required Column Task { get; init; }

    public required Column Description { get; init; }

    public required Column Tags { get; init; }

    public required ClockColumns Clock { get; init; }

    /// <summary>What they say of an entry: all but how it is billed.</summary>
    public ImportRow Read(RowReader row, ReadingContext context)
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
        };
    }

    /// <summary>The one of these columns that a field of an entry comes from, or null.</summary>
    public Column? ColumnOf(string field) => field switch
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

using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Polychron.Domain.Errors;
using Polychron.Import.Values;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Formats;

/// <summary>
/// The CESAW task log (Nichols and Jones, "The CESAW dataset: a conversation", arXiv 2106.03679): projects, teams and people
/// by number, starts in UTC, minutes worked and planned.
/// </summary>
internal sealed class CesawFormat : ImportFormat
{
    private const string Nothing = "\\N";
    private const int MaxMinutes = 366 * 24 * 60;

    private static readonly Column Project = new("project_key") { IsRequired = true };
    private static readonly Column Team = new("team_key");
    private static readonly Column Person = new("person_key") { IsRequired = true };
    private static readonly Column Start = new("task_actual_start_date") { IsRequired = true };
    private static readonly Column Minutes = new("task_actual_time_minutes") { IsRequired = true };
    private static readonly Column Planned = new("task_plan_time_minutes");
    private static readonly Column Phase = new("phase_short_name");
    private static readonly Column Element = new("wbs_element_key");
    private static readonly Column Item = new("plan_item_key");

    // All rows but one have the first form.
    private static readonly LocalDateTimePattern[] Forms =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("M/d/uuuu H:mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss"),
    ];

    public override string Name => "cesaw";

    public override IReadOnlyList<Column> Columns { get; } = [Project, Person, Team, Element, Item, Start, Minutes, Planned, Phase];

    public override ImportRow Read(RowReader row, ReadingContext context)
    {
        var person = row.Require(Person);
        var project = row.Require(Project);
        var start = ReadStart(row);
        var minutes = row.Require(Minutes);
        if (!int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var worked) || worked > MaxMinutes)
        {
            row.Fail(Minutes, $"'{minutes}' is no number of minutes from 0 to {MaxMinutes}");
        }

        return new ImportRow
        {
            Id = default,
            Person = new PersonName($"Person {person}", $"person-{person}@cesaw.invalid"),
            Project = context.SubProjects && row.Text(Element) is { } element ? [$"Project {project}", $"WBS {element}"] : [$"Project {project}"],
            Team = row.Text(Team) is { } team ? $"Team {team}" : null,
            Labels = row.Text(Phase) is { } phase ? [phase] : [],
            Start = start,
            End = start + Duration.FromMinutes(worked),
            Seconds = worked * 60L,
            EstimatedSeconds = ReadPlanned(row),
            ExternalId = row.Text(Item),
        };
    }

    public override Column? ColumnOf(string field) => field switch
    {
        ImportFields.Person => Person,
        Fields.Project => Project,
        Fields.Team => Team,
        Fields.Start => Start,
        ImportFields.Duration or Fields.End => Minutes,
        ImportFields.Labels => Phase,
        ImportFields.ExternalId => Item,
        _ => null,
    };

    private static Instant ReadStart(RowReader row)
    {
        var text = row.Require(Start);
        foreach (var form in Forms)
        {
            if (form.Parse(text).TryGetValue(default, out var local))
            {
                return local.InUtc().ToInstant();
            }
        }

        row.Fail(Start, text == Nothing ? "is not known (\\N)" : $"'{text}' is no date and time such as 10/29/2012 13:12");
        return default;
    }

    private static long ReadPlanned(RowReader row)
    {
        if (row.Text(Planned) is not { } text || text == Nothing)
        {
            return 0;
        }

        if (!DurationText.TryScale(text, 60, out var seconds))
        {
            row.Fail(Planned, $"'{text}' is no number of minutes");
        }

        return seconds;
    }
}

using NodaTime;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;

namespace Polychron.Domain.Reports;

/// <summary>
/// By what cells are grouped, as a workspace now is: what was deleted counts as none, a user's teams are those of today. None
/// is <see cref="None"/>, which is no id.
/// </summary>
/// <example><code>
/// cells.By(dimensions.Client);                                               // each client, and None
/// cells.By(key => (key.UserId, dimensions.FirstDay(key, CalendarUnit.Week))); // any two at once
/// cells.ByEach(dimensions.Labels);                                           // an entry with two labels is in both groups
/// cells.ByEach(key => dimensions.Labels(key).Select(label => (label, dimensions.Client(key))));
/// cells.Total();                                                             // each entry once
/// </code></example>
/// <param name="picture">The workspace.</param>
public sealed class CellDimensions(WorkspacePicture picture)
{
    /// <summary>The group of what has no project, client, label or team.</summary>
    public const long None = 0;

    private readonly IsoDayOfWeek _weekStart = picture.Workspace?.WeekStart ?? IsoDayOfWeek.Monday;
    private readonly Dictionary<long, long[]> _teams = picture.Teams.Values
        .SelectMany(team => team.UserIds, (team, userId) => (team.Id, userId))
        .GroupBy(place => place.userId, place => place.Id)
        .ToDictionary(places => places.Key, places => places.Order().ToArray());

    /// <summary>The project, or none if there is none any more.</summary>
    public long Project(CellKey key) => picture.Projects.Find(key.ProjectId)?.Id ?? None;

    /// <summary>The project's client.</summary>
    public long Client(CellKey key) =>
        picture.Projects.Find(key.ProjectId)?.ClientId is { } id && picture.Clients.ContainsKey(id) ? id : None;

    /// <summary>The labels; none if there are none any more.</summary>
    public IEnumerable<long> Labels(CellKey key)
    {
        var hasAny = false;
        foreach (var id in key.Labels.Ids)
        {
            if (picture.Labels.ContainsKey(id))
            {
                hasAny = true;
                yield return id;
            }
        }

        if (!hasAny)
        {
            yield return None;
        }
    }

    /// <summary>The teams that the user is in; none if there are none.</summary>
    public IReadOnlyList<long> Teams(CellKey key) => TeamsOf(key.UserId);

    /// <summary>The teams that a user is in; none if there are none.</summary>
    public IReadOnlyList<long> TeamsOf(long userId) => _teams.GetValueOrDefault(userId, [None]);

    /// <summary>The first day of the unit that the day lies in: its week, by the workspace's first day of the week, month or year.</summary>
    public LocalDate FirstDay(CellKey key, CalendarUnit unit) => unit.Around(key.Day, _weekStart).First;
}

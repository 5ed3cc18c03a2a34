using NodaTime;
using Polychron.Domain.Clients;
using Polychron.Domain.Labels;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Reports;
using Polychron.Domain.Teams;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timely.Wire.Reports;

/// <summary>A client of a report, null for none, with its projects, of which null is none either.</summary>
internal sealed record ClientSums(Client? Client, SplitSums Sums, IReadOnlyList<(Project? Project, SplitSums Sums)> Projects);

/// <summary>
/// A report: its totals, in which each event counts once, and the groups that were asked for, in the order in which they are
/// shown: by name, what belongs to none last; days from the latest on.
/// </summary>
internal sealed record Report
{
    /// <summary>The totals.</summary>
    public required SplitSums Totals { get; init; }

    /// <summary>The clients, or null if they are not asked for.</summary>
    public IReadOnlyList<ClientSums>? Clients { get; private init; }

    /// <summary>The users.</summary>
    public IReadOnlyList<(Member Item, SplitSums Sums)>? Users { get; private init; }

    /// <summary>The labels, null among them for events without any.</summary>
    public IReadOnlyList<(Label? Item, SplitSums Sums)>? Labels { get; private init; }

    /// <summary>The days.</summary>
    public IReadOnlyList<(LocalDate Item, SplitSums Sums)>? Days { get; private init; }

    /// <summary>The teams, null among them for users without any.</summary>
    public IReadOnlyList<(Team? Item, SplitSums Sums)>? Teams { get; private init; }

    /// <summary>The projects that are shown.</summary>
    public IEnumerable<Project> Projects => (Clients ?? []).SelectMany(client => client.Projects).Select(item => item.Project).OfType<Project>();

    /// <summary>How many groups there are in all.</summary>
    public int Size =>
        (Clients?.Sum(client => client.Projects.Count) ?? 0) + (Users?.Count ?? 0) + (Labels?.Count ?? 0) + (Days?.Count ?? 0) + (Teams?.Count ?? 0);

    /// <summary>The report of cells.</summary>
    public static Report Of(WorkspacePicture picture, IReadOnlyList<Cell> cells, ReportGroups groups)
    {
        var dimensions = new CellDimensions(picture);
        return new Report
        {
            Totals = cells.Total(),
            Clients = groups.HasFlag(ReportGroups.Clients) ? ClientsOf(picture, cells, dimensions) : null,
            Users = groups.HasFlag(ReportGroups.Users)
                ? [.. Named(cells.By(key => key.UserId).Where(user => picture.Members.ContainsKey(user.Key)), id => picture.Members[id], user => user.Name)
                    .Select(user => (user.Item!, user.Sums))]
                : null,
            Labels = groups.HasFlag(ReportGroups.Labels)
                ? Named(cells.ByEach(dimensions.Labels), picture.Labels.GetValueOrDefault, label => label.Name)
                : null,
            Days = groups.HasFlag(ReportGroups.Days)
                ? [.. cells.By(key => key.Day).OrderByDescending(day => day.Key).Select(day => (day.Key, day.Value))]
                : null,
            Teams = groups.HasFlag(ReportGroups.Teams)
                ? Named(cells.ByEach(dimensions.Teams), picture.Teams.GetValueOrDefault, team => team.Name)
                : null,
        };
    }

    private static List<ClientSums> ClientsOf(WorkspacePicture picture, IReadOnlyList<Cell> cells, CellDimensions dimensions)
    {
        var clients = Named(cells.By(dimensions.Client), picture.Clients.GetValueOrDefault, client => client.Name);
        var projects = cells.By(key => (Client: dimensions.Client(key), Project: dimensions.Project(key)))
            .ToLookup(group => group.Key.Client, group => KeyValuePair.Create(group.Key.Project, group.Value));
        return [.. clients.Select(client => new ClientSums(
            client.Item,
            client.Sums,
            Named(projects[client.Item?.Id ?? CellDimensions.None], picture.Projects.Find, project => project.Title)))];
    }

    private static List<(T? Item, SplitSums Sums)> Named<T>(
        IEnumerable<KeyValuePair<long, SplitSums>> groups, Func<long, T?> find, Func<T, string> name)
        where T : class =>
        [.. groups
            .Select(group => (Id: group.Key, Item: find(group.Key), Sums: group.Value))
            .OrderBy(group => group.Item is null)
            .ThenBy(group => group.Item is null ? "" : name(group.Item), StringComparer.OrdinalIgnoreCase)
            .ThenBy(group => group.Id)
            .Select(group => (group.Item, group.Sums))];
}

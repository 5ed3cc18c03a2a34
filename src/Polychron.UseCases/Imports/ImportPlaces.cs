using System.Collections.Immutable;
using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Clients;
using Polychron.UseCases.Labels;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Teams;

namespace Polychron.UseCases.Imports;

/// <summary>How many things were made for the rows of an import.</summary>
/// <param name="Clients">Clients.</param>
/// <param name="Projects">Projects, those below others included.</param>
/// <param name="Labels">Labels.</param>
/// <param name="Teams">Teams.</param>
public sealed record ImportMade(int Clients, int Projects, int Labels, int Teams)
{
    /// <summary>The sum.</summary>
    public ImportMade Plus(ImportMade other) =>
        new(Clients + other.Clients, Projects + other.Projects, Labels + other.Labels, Teams + other.Teams);
}

/// <summary>
/// Finds what rows name in a workspace and makes what is missing. Names count as they are written; of several things of one
/// name the oldest is meant. A project is meant together with its client, and never somebody's private one.
/// </summary>
internal sealed class ImportPlaces(IWorkspaceTransaction transaction, IRandomSource random)
{
    private readonly Dictionary<string, long> _clients = ByName(
        transaction.Picture.Clients.Values.Select(client => (client.Name, client.Id)));

    private readonly Dictionary<string, long> _labels = ByName(
        transaction.Picture.Labels.Values.Select(label => (label.Name, label.Id)));

    private readonly Dictionary<string, long> _teams = ByName(
        transaction.Picture.Teams.Values.Select(team => (team.Name, team.Id)));

    /// <summary>What was made so far.</summary>
    public ImportMade Made { get; private set; } = new(0, 0, 0, 0);

    /// <summary>The project that a row names, or null if it names none.</summary>
    public Project? Project(ImportRow row)
    {
        var teamId = row.Team is { } team ? Team(team, row.UserId) : (long?)null;
        var clientId = row.Client is { } client ? Client(client) : (long?)null;
        Project? at = null;
        foreach (var title in row.Project)
        {
            at = Find(transaction.Picture, title, at, clientId) ?? Create(title, at, clientId, teamId);
        }

        return at;
    }

    /// <summary>The labels of these names.</summary>
    public ImmutableSortedSet<long> Labels(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return [];
        }

        var found = ImmutableSortedSet.CreateBuilder<long>();
        foreach (var name in names)
        {
            if (!_labels.TryGetValue(name, out var id))
            {
                id = SaveLabel.Create(transaction, new LabelChanges { Name = Change<string>.To(name) }).Id;
                _labels.Add(name, id);
                Made = Made with { Labels = Made.Labels + 1 };
            }

            found.Add(id);
        }

        return found.ToImmutable();
    }

    /// <summary>A project by its title, below another one or at the root; there with the client, where one is named.</summary>
    internal static Project? Find(WorkspacePicture picture, string title, Project? parent, long? clientId) =>
        picture.Projects.Titled(title).FirstOrDefault(project =>
            project.ParentId == parent?.Id && project.OwnerUserId is null && (parent is not null || project.ClientId == clientId));

    internal static Dictionary<string, long> ByName(IEnumerable<(string Name, long Id)> things)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, id) in things.OrderBy(thing => thing.Id))
        {
            found.TryAdd(name, id);
        }

        return found;
    }

    private Project Create(string title, Project? parent, long? clientId, long? teamId)
    {
        Made = Made with { Projects = Made.Projects + 1 };
        return CreateProject.Run(transaction, random, new CreateProject.Command
        {
            Title = title,
            Parent = parent is null ? null : ProjectReference.ById(parent.Id),
            TeamId = parent is null ? teamId : null,
            ClientId = clientId,
            IsShared = true,
        });
    }

    private long Client(string name)
    {
        if (!_clients.TryGetValue(name, out var id))
        {
            id = SaveClient.Create(transaction, new ClientChanges { Name = Change<string>.To(name) }).Id;
            _clients.Add(name, id);
            Made = Made with { Clients = Made.Clients + 1 };
        }

        return id;
    }

    private long Team(string name, long userId)
    {
        if (!_teams.TryGetValue(name, out var id))
        {
            id = CreateTeam.Run(transaction, new CreateTeam.Command(name, [])).Id;
            _teams.Add(name, id);
            Made = Made with { Teams = Made.Teams + 1 };
        }

        var team = transaction.Picture.Teams[id];
        if (!team.UserIds.Contains(userId) && transaction.Picture.Members[userId].IsActive)
        {
            transaction.Update(team, team with { UserIds = team.UserIds.Add(userId) });
        }

        return id;
    }
}

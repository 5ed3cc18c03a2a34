using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;

namespace Polychron.UseCases.Imports;

/// <summary>Counts what an import of rows would make in a workspace, by the rules of the import itself.</summary>
public sealed class ImportPreview
{
    private readonly WorkspacePicture _picture;
    private readonly Dictionary<string, long> _clients;
    private readonly HashSet<string> _labels;
    private readonly HashSet<string> _teams;

    // By client and titles; a unit separator stands between, which no title has.
    private readonly HashSet<string> _projects = [];

    /// <summary>Begins with a workspace as it is.</summary>
    /// <exception cref="DomainException">The workspace is read-only.</exception>
    public ImportPreview(WorkspacePicture picture)
    {
        if (picture.Workspace is { BillingState: BillingState.ReadOnly })
        {
            throw DomainException.BillingReadOnly();
        }

        _picture = picture;
        _clients = ImportPlaces.ByName(picture.Clients.Values.Select(client => (client.Name, client.Id)));
        _labels = [.. picture.Labels.Values.Select(label => label.Name)];
        _teams = [.. picture.Teams.Values.Select(team => team.Name)];
    }

    /// <summary>What would be made for the rows so far.</summary>
    public ImportMade Missing { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Adds a row that would be imported.</summary>
    public void Add(ImportRow row)
    {
        if (row.Client is { } client && _clients.TryAdd(client, 0))
        {
            Missing = Missing with { Clients = Missing.Clients + 1 };
        }

        if (row.Team is { } team && _teams.Add(team))
        {
            Missing = Missing with { Teams = Missing.Teams + 1 };
        }

        Missing = Missing with
        {
            Labels = Missing.Labels + row.Labels.Count(_labels.Add),
            Projects = Missing.Projects + Projects(row),
        };
    }

    private int Projects(ImportRow row)
    {
        var clientId = row.Client is { } client ? _clients[client] : (long?)null;
        var isThere = clientId != 0;
        Project? at = null;
        var path = row.Client ?? "";
        var missing = 0;
        foreach (var title in row.Project)
        {
            at = isThere ? ImportPlaces.Find(_picture, title, at, clientId) : null;
            isThere = at is not null;
            path += $"\u001F{title}";
            missing += !isThere && _projects.Add(path) ? 1 : 0;
        }

        return missing;
    }
}

using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Records;

/// <summary>Finds a record by its kind and id. Entries cost a point read, all else none.</summary>
public static class FindRecord
{
    /// <summary>The record.</summary>
    /// <exception cref="DomainException">There is none for this member: never made, deleted, or not theirs to see.</exception>
    public static async ValueTask<Entity> RunAsync(
        IWorkspaceView view, Member member, RecordKind kind, long id, CancellationToken cancellation = default)
    {
        var picture = view.Picture;
        Entity? found = kind switch
        {
            RecordKind.Cloud => picture.Workspace is { } workspace && workspace.Id == id ? workspace : null,
            RecordKind.Person => picture.Members.GetValueOrDefault(id) is { IsActive: true, RobotOf: null } person ? person : null,
            RecordKind.Robot => picture.Members.GetValueOrDefault(id) is { IsActive: true, RobotOf: not null } robot ? robot : null,
            RecordKind.Team => picture.Teams.GetValueOrDefault(id),
            RecordKind.Client => picture.Clients.GetValueOrDefault(id),
            RecordKind.Label => picture.Labels.GetValueOrDefault(id),
            RecordKind.Project => picture.Projects.Find(id),
            _ => await view.FindEntryAsync(id, cancellation).ConfigureAwait(false),
        };
        return found is not null && RecordPermit.Sees(picture, member, found) ? found : throw DomainException.NotFound("Record");
    }
}

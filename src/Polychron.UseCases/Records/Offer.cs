using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Records;

/// <summary>A record that a member is offered to choose, with its name.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record Offer(RecordKind Kind, long Id, string Name)
{
    /// <summary>
    /// The records of a kind that are in use, archived ones not among them, in order of their names, at most
    /// <paramref name="max"/>. Robot users are offered among the persons. From the picture: no read.
    /// </summary>
    public static IReadOnlyList<Offer> Of(IWorkspaceView view, Member member, RecordKind kind, int max)
    {
        var picture = view.Picture;
        IEnumerable<Offer> all = kind switch
        {
            RecordKind.Person => picture.Members.Values.Where(other => other.IsActive).Select(other =>
                new Offer(other.RobotOf is null ? RecordKind.Person : RecordKind.Robot, other.Id, other.Name)),
            RecordKind.Client => picture.Clients.Values.Where(client => !client.IsArchived)
                .Select(client => new Offer(kind, client.Id, client.Name)),
            RecordKind.Label => picture.Labels.Values.Where(label => !label.IsArchived)
                .Select(label => new Offer(kind, label.Id, label.Name)),
            RecordKind.Project => picture.Projects.All
                .Where(project => !project.IsArchived && RecordPermit.Sees(picture, member, project))
                .Select(project => new Offer(kind, project.Id, project.Title)),
            _ => [],
        };
        return [.. all.OrderBy(offer => offer.Name, StringComparer.OrdinalIgnoreCase).ThenBy(offer => offer.Id).Take(max)];
    }
}

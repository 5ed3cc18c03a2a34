using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Workspaces;

namespace Polychron.UseCases.Activities;

/// <summary>
/// How things are now, or last were, for a reader who goes back through the log from a picture's last record: the first record
/// of a thing that is met has its latest image, and a tombstone the one that names what is no more.
/// </summary>
internal sealed class LastImages(WorkspacePicture picture)
{
    private readonly Dictionary<(EntityKind Kind, long Id), (Entity Image, bool IsDeleted)> _met = [];

    /// <summary>Meets a record; each of the log in turn, backwards.</summary>
    public void Learn(LogRecord record)
    {
        // Only what is in no picture is kept: entries, and what was deleted.
        if (record.Subject is Entry || record.After is null)
        {
            _met.TryAdd((record.Subject.Kind, record.Subject.Id), (record.Subject, record.After is null));
        }
    }

    /// <summary>The thing as it is now or last was; null if it is neither in the picture nor was met.</summary>
    public Entity? Find(EntityKind kind, long id) => Current(kind, id) ?? (_met.TryGetValue((kind, id), out var met) ? met.Image : null);

    /// <summary>Whether a record's subject is no more: of a member, whether they left.</summary>
    public bool IsDeleted(LogRecord record) => record.Subject.Kind switch
    {
        EntityKind.Entry => _met.TryGetValue((EntityKind.Entry, record.Subject.Id), out var met) && met.IsDeleted,
        EntityKind.Member => picture.Members.GetValueOrDefault(record.Subject.Id) is not { IsActive: true },
        EntityKind.BudgetLevel => picture.Projects.Find(record.Subject.Id) is null,
        var kind => Current(kind, record.Subject.Id) is null,
    };

    private Entity? Current(EntityKind kind, long id) => kind switch
    {
        EntityKind.Project => picture.Projects.Find(id),
        EntityKind.Client => picture.Clients.GetValueOrDefault(id),
        EntityKind.Label => picture.Labels.GetValueOrDefault(id),
        EntityKind.Team => picture.Teams.GetValueOrDefault(id),
        EntityKind.Member => picture.Members.GetValueOrDefault(id),
        _ => null,
    };
}

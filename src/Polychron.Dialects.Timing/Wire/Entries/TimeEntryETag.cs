using Polychron.Domain.Entries;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timing.Wire.Entries;

/// <summary>The ETag of an entry: of everything that its representation shows, but for the time that a running one has run.</summary>
internal static class TimeEntryETag
{
    /// <summary>The tag of the entry as it stands in the workspace: the user's name and the deletion of its project count.</summary>
    public static string Of(Entry entry, WorkspacePicture picture)
    {
        var member = picture.Members.GetValueOrDefault(entry.UserId)?.Version ?? 0;
        var project = entry.ProjectId is { } id && picture.Projects.Find(id) is not null ? id : 0;
        return $"\"{entry.Id}-{entry.Version}-{member}-{project}\"";
    }
}

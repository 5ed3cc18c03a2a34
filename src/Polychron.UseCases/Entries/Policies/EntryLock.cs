using NodaTime;
using NodaTime.Text;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;

namespace Polychron.UseCases.Entries.Policies;

/// <summary>The lock of early days: an entry counts on the local day of its start, in the workspace's zone.</summary>
internal static class EntryLock
{
    /// <summary>Whether the entry is of a locked day.</summary>
    public static bool Holds(WorkspacePicture picture, Entry entry) =>
        picture.Workspace is { EntryPolicy.LockedBefore: { } day } workspace
        && entry.Start < Zones.StartOfDay(day, Zones.Stored(workspace.TimeZone));

    /// <summary>Refuses a write of an entry of a locked day.</summary>
    /// <exception cref="DomainException">It is locked.</exception>
    public static void Require(WorkspacePicture picture, Entry entry)
    {
        if (Holds(picture, entry))
        {
            LocalDate day = picture.Workspace!.EntryPolicy.LockedBefore!.Value;
            throw DomainException.Conflict(
                Fields.Start, $"Time entries before {LocalDatePattern.Iso.Format(day)} are locked in this workspace.", Reasons.EntryLocked);
        }
    }
}

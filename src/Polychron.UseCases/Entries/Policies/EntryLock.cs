using NodaTime.Text;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;

namespace Polychron.UseCases.Entries.Policies;

/// <summary>The lock of early days: an entry counts on the local day of its start, in the workspace's zone.</summary>
public static class EntryLock
{
    /// <summary>Why an entry may not be written: a sentence; null if its day is not locked.</summary>
    public static string? Reason(WorkspacePicture picture, Entry entry) => Holds(picture, entry)
        ? $"Time entries before {LocalDatePattern.Iso.Format(picture.Workspace!.EntryPolicy.LockedBefore!.Value)} are locked in this workspace."
        : null;

    /// <summary>Whether the entry is of a locked day.</summary>
    internal static bool Holds(WorkspacePicture picture, Entry entry) =>
        picture.Workspace is { EntryPolicy.LockedBefore: { } day } workspace
        && entry.Start < Zones.StartOfDay(day, Zones.Stored(workspace.TimeZone));

    /// <summary>Refuses a write of an entry of a locked day.</summary>
    /// <exception cref="DomainException">It is locked.</exception>
    internal static void Require(WorkspacePicture picture, Entry entry)
    {
        if (Reason(picture, entry) is { } reason)
        {
            throw DomainException.Conflict(Fields.Start, reason, Reasons.EntryLocked);
        }
    }
}

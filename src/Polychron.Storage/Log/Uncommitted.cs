using System.Collections.Immutable;
using Polychron.Domain.Entries;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Storage.Log;

/// <summary>
/// What the use cases of one commit have changed so far, on top of what the store has; and those of the commit before, as long
/// as it is under way.
/// </summary>
/// <param name="Picture">The picture with the changes applied.</param>
/// <param name="Entries">The changed entries; null for a deleted one.</param>
/// <param name="Replies">The stored replies by their row keys.</param>
/// <param name="Imported">The ids of imported rows that were noted, in order.</param>
internal sealed record Uncommitted(
    WorkspacePicture Picture,
    ImmutableDictionary<long, Entry?> Entries,
    ImmutableDictionary<string, ReadOnlyMemory<byte>> Replies,
    ImmutableList<ImportedRows> Imported)
{
    /// <summary>Nothing yet.</summary>
    public static Uncommitted On(WorkspacePicture picture) =>
        new(picture, ImmutableDictionary<long, Entry?>.Empty, ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty, []);

    /// <summary>This without what is in the store by now, except where it was changed once more.</summary>
    public Uncommitted Without(Uncommitted stored) => this with
    {
        Entries = Entries.RemoveRange(stored.Entries
            .Where(one => Entries.TryGetValue(one.Key, out var now) && ReferenceEquals(now, one.Value)).Select(one => one.Key)),
        Replies = Replies.RemoveRange(stored.Replies
            .Where(one => Replies.TryGetValue(one.Key, out var now) && now.Equals(one.Value)).Select(one => one.Key)),
        Imported = Imported.RemoveRange(stored.Imported),
    };
}

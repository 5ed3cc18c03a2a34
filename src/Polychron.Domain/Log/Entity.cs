using NodaTime;

namespace Polychron.Domain.Log;

/// <summary>
/// A thing whose every change is in a log. Its id is the sequence number of the record that created it, so that ids are
/// small, unique across all kinds of their partition, and need no counter of their own. Users and workspaces are numbered
/// by the directory's log and keep that number in the workspaces' logs too.
/// </summary>
public abstract record Entity
{
    /// <summary>The id; 1 or more, and 0 only in a draft that has not been written.</summary>
    public long Id { get; init; }

    /// <summary>How many times it was written: 1 when created.</summary>
    public long Version { get; init; }

    /// <summary>
    /// The number of the log record that made it what it is; 0 where none is known. The before image of that record names the
    /// one before, so that the log leads from version to version.
    /// </summary>
    public long Sequence { get; init; }

    /// <summary>When it was created.</summary>
    public Instant CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public Instant UpdatedAt { get; init; }

    /// <summary>Its kind.</summary>
    public abstract EntityKind Kind { get; }
}

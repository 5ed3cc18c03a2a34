using NodaTime;

namespace Polychron.Domain.Log;

/// <summary>
/// One change of one entity: who changed it, when, and how it was before and after. The records of a partition are numbered
/// without a gap. A creation has no before image; a deletion has no after image and is the tombstone.
/// </summary>
/// <param name="Sequence">The number in the partition's log, from 1.</param>
/// <param name="At">When the change was made, by the clock of the instance that made it.</param>
/// <param name="ActorId">The user who made it; 0 for the operator or the system.</param>
/// <param name="Before">The entity before, or null if it was created.</param>
/// <param name="After">The entity after, or null if it was deleted.</param>
public sealed record LogRecord(long Sequence, Instant At, long ActorId, Entity? Before, Entity? After)
{
    /// <summary>The image that there is: after, or before for a deletion.</summary>
    public Entity Subject => After ?? Before ?? throw new InvalidOperationException("A log record has an image.");
}

namespace Polychron.UseCases.Ports.Rollups;

/// <summary>How a commit of cells ended.</summary>
public enum RollupCommitOutcome
{
    /// <summary>It is committed.</summary>
    Done,

    /// <summary>Somebody else has moved the checkpoint; nothing was written.</summary>
    Stale,

    /// <summary>The changes touch more than one batch can hold; nothing was written.</summary>
    TooLarge,
}

/// <summary>The outcome of a commit.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Checkpoint">The stored checkpoint, where it is committed.</param>
public readonly record struct RollupCommit(RollupCommitOutcome Outcome, RollupCheckpoint? Checkpoint = null);

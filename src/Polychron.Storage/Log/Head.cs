using Polychron.Storage.Rows;

namespace Polychron.Storage.Log;

/// <summary>A partition's head as it was read or written.</summary>
/// <param name="Row">Its values.</param>
/// <param name="ETag">Its ETag; null where the partition has no head yet.</param>
internal sealed record Head(HeadRow Row, string? ETag)
{
    /// <summary>The head of a partition that nothing was written to.</summary>
    public static Head None { get; } = new(new HeadRow(), null);
}

/// <summary>Another instance committed first: what was decided on the old head has to be decided again.</summary>
internal sealed class HeadMovedException : Exception;

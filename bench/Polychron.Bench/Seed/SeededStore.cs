namespace Polychron.Bench.Seed;

/// <summary>Somebody who makes requests.</summary>
/// <param name="Token">The API token.</param>
/// <param name="EntryIds">The ids of their entries, oldest first; none for a writer.</param>
/// <param name="ProjectIds">Projects that they work in.</param>
internal sealed record SeededUser(string Token, IReadOnlyList<long> EntryIds, IReadOnlyList<long> ProjectIds);

/// <summary>What the seed put into the store.</summary>
/// <param name="OwnerToken">The token of the owner, who sees everyone's entries.</param>
/// <param name="Readers">Users of the large workspace, which nobody writes to.</param>
/// <param name="ReadersWorkspaceId">That large workspace.</param>
/// <param name="Writers">Users of the other workspace.</param>
/// <param name="WritersWorkspaceId">That other workspace.</param>
/// <param name="Entries">How many entries the large workspace has.</param>
/// <param name="Seconds">The sum of their durations.</param>
internal sealed record SeededStore(
    string OwnerToken,
    IReadOnlyList<SeededUser> Readers,
    long ReadersWorkspaceId,
    IReadOnlyList<SeededUser> Writers,
    long WritersWorkspaceId,
    int Entries,
    long Seconds);

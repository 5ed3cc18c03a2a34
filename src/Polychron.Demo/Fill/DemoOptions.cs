using NodaTime;

namespace Polychron.Demo.Fill;

/// <summary>Which demo to make.</summary>
/// <param name="Seed">The seed of all that looks random.</param>
/// <param name="End">The day on which the two years end, in the studio's zone; people are at work on it.</param>
/// <param name="AddsToOtherData">Whether a store that has other data takes it too, as a further workspace.</param>
public sealed record DemoOptions(int Seed, LocalDate End, bool AddsToOtherData);

/// <summary>What was made.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="Token">A token of its owner, which is nowhere else.</param>
/// <param name="People">How many people are in it.</param>
/// <param name="Projects">How many projects, those below others included.</param>
/// <param name="Entries">How many entries, running ones included.</param>
/// <param name="From">The first day of the entries.</param>
public sealed record DemoMade(long WorkspaceId, string Token, int People, int Projects, long Entries, LocalDate From);

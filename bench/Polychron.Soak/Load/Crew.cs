using Polychron.Soak.Hooks;
using Polychron.Soak.World;

namespace Polychron.Soak.Load;

/// <summary>Everyone who takes part: the people at work, and those who only listen.</summary>
/// <param name="Spaces">The workspaces.</param>
/// <param name="People">Who works in them, one for each connection.</param>
/// <param name="Followers">A client of each workspace's changes feed.</param>
/// <param name="Hooks">The listeners of webhooks.</param>
internal sealed record Crew(
    IReadOnlyList<Space> Spaces, IReadOnlyList<Worker> People, IReadOnlyList<ChangeFollower> Followers, HookListeners Hooks);

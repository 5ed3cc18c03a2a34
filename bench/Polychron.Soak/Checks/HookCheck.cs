using System.Diagnostics;
using Polychron.Soak.Hooks;
using Polychron.Soak.Load;

namespace Polychron.Soak.Checks;

/// <summary>Holds what listeners were told against the log.</summary>
internal sealed class HookCheck(HookListeners hooks, IReadOnlyList<ChangeFollower> followers, Findings findings)
{
    /// <summary>How many changes are still to be told.</summary>
    public int Missing => Pairs.Sum(pair => Untold(pair.Hook, pair.Follower).Count());

    private IEnumerable<(HookTold Hook, ChangeFollower Follower)> Pairs =>
        from follower in followers
        from hook in hooks.All
        where hook.WorkspaceId == follower.Space.Id
        select (hook, follower);

    /// <summary>Waits until every listener was told of every change, as long as it may take. Of zero, nothing has to be told.</summary>
    public async Task DrainAsync(TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (Missing > 0 && clock.Elapsed < limit)
        {
            await Task.Delay(500);
        }

        if (limit == TimeSpan.Zero)
        {
            return;
        }

        foreach (var (hook, follower) in Pairs)
        {
            foreach (var sequence in Untold(hook, follower))
            {
                findings.Add("change not told to a listener", $"{hook.Path} {sequence} {follower.Changes[sequence]}");
            }
        }
    }

    /// <summary>That nobody was told of a change that never was, or of another than it was.</summary>
    public void Ghosts()
    {
        foreach (var (hook, follower) in Pairs)
        {
            foreach (var (sequence, told) in hook.Told)
            {
                if (!follower.Changes.TryGetValue(sequence, out var change) || told != $"{change.Type} {change.Id}")
                {
                    findings.Add("webhook told what never was", $"{hook.Path} {sequence} {told}; the log has {change}");
                }
            }
        }
    }

    private static IEnumerable<long> Untold(HookTold hook, ChangeFollower follower) =>
        follower.Changes.Where(change => change.Key > hook.After && IsFor(hook, change.Value)).Select(change => change.Key)
            .Where(sequence => !hook.Told.ContainsKey(sequence));

    // The other two forms tell of entries alone.
    private static bool IsFor(HookTold hook, Change change) => hook.Form == "Timether" || change.Resource == "time_entries";
}

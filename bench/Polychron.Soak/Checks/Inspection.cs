using NodaTime;
using Polychron.Soak.Load;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Checks;

/// <summary>What is checked when: some after each end of the server, all of it when the load has ended.</summary>
internal sealed class Inspection(Wire wire, Findings findings, Random random)
{
    private readonly EntryCheck _entries = new(wire, findings);

    /// <summary>What compares reports.</summary>
    public ReportCheck Reports { get; } = new(wire, findings);

    /// <summary>Between two lives of the server, while nobody writes.</summary>
    public async Task LookAsync(IReadOnlyList<Space> spaces)
    {
        foreach (var space in spaces)
        {
            await _entries.LookAsync(space, random);
            var facts = space.Ledger.Entries.Values.Select(facts => (facts, 0L));
            var range = new DateInterval(space.Days.Imports, space.Days.ReportTo);
            await Reports.TimetherAsync(space, space.Owner, facts, range, null, withRevenue: false, "member", "month");
        }
    }

    /// <summary>At the end, when nobody writes any more.</summary>
    /// <param name="crew">Everyone who took part.</param>
    /// <param name="drain">How long webhooks may take to arrive.</param>
    public async Task CheckAsync(Crew crew, TimeSpan drain)
    {
        foreach (var follower in crew.Followers)
        {
            await follower.CatchUpAsync();
            var again = new ChangeFollower(follower.Space, wire, findings);
            await again.CatchUpAsync();
            var unseen = crew.Hooks.All.Where(hook => hook.WorkspaceId == follower.Space.Id).Select(hook => hook.Id).ToHashSet();
            FeedCheck.Compare(follower, again, unseen, findings);
        }

        var final = new FinalCheck(wire, findings, _entries, Reports, random);
        foreach (var space in crew.Spaces)
        {
            await final.SpaceAsync(space);
        }

        await final.PoisonAsync();
        var hooks = new HookCheck(crew.Hooks, crew.Followers, findings);
        await hooks.DrainAsync(drain);
        hooks.Ghosts();
    }
}

namespace Polychron.Scale.World;

/// <summary>Somebody who makes requests.</summary>
/// <param name="UserId">The user.</param>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="Token">The token.</param>
/// <param name="IsManager">Whether they see everyone's time, and ask for reports of it.</param>
/// <param name="Projects">The projects.</param>
/// <param name="Entries">Entries of theirs that they change.</param>
internal sealed record Person(
    long UserId, long WorkspaceId, string Token, bool IsManager, IReadOnlyList<long> Projects, IReadOnlyList<long> Entries);

/// <summary>Who is there: workspaces of equal size.</summary>
internal sealed record PopulationSize(int Workspaces, int PeopleInEach, int EntriesOfEach, double WithWebhook)
{
    private const int PeopleOfManager = 20;
    private const int MinPeople = 500;
    private const int MaxPeople = 20_000;

    /// <summary>How many of them see everyone's time, the owner among them.</summary>
    public int Managers => Math.Max(1, PeopleInEach / PeopleOfManager);

    /// <summary>As many people as make a plausible rate of requests each: some hundreds at least, two a workspace at least.</summary>
    public static PopulationSize Of(int workspaces, double withWebhook)
    {
        var people = Math.Clamp(workspaces * 50, MinPeople, Math.Max(MaxPeople, workspaces * 2)) / workspaces;
        return new PopulationSize(workspaces, people, people > 100 ? 8 : 5, withWebhook);
    }
}

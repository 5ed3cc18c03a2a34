using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Storage.Keys;

/// <summary>
/// The keys of a workspace's partition beside those of its log (<see cref="LogKeys"/>): the small state that makes up the
/// picture ("s-", read in one range); entries by id ("e-") and their index copies by start descending: everyone's ("a-"), by
/// user ("u-"), by project ("p-"); stored replies ("y-"); and the ids of imported rows ("i-").
/// </summary>
internal static class WorkspaceKeys
{
    /// <summary>The table of all workspaces' partitions.</summary>
    public const string Table = "workspaces";

    private const string StatePrefix = "s-";
    private const string WorkspacePrefix = "s-w-";
    private const string MemberPrefix = "s-m-";
    private const string TeamPrefix = "s-t-";
    private const string ProjectPrefix = "s-p-";
    private const string RunningPrefix = "s-r-";
    private const string ClientPrefix = "s-k-";
    private const string LabelPrefix = "s-l-";
    private const string BudgetLevelPrefix = "s-b-";
    private const string WebhookPrefix = "s-h-";
    private const string UserTallyPrefix = "s-u-";
    private const string ProjectTallyPrefix = "s-a-";
    private const string ReplyPrefix = "y-";
    private const string ImportedPrefix = "i-";

    /// <summary>The range of the small state.</summary>
    public static (string From, string To) State { get; } = (StatePrefix, KeyParts.After(StatePrefix));

    /// <summary>The range of the stored replies.</summary>
    public static (string From, string To) Replies { get; } = (ReplyPrefix, KeyParts.After(ReplyPrefix));

    /// <summary>The partition of a workspace.</summary>
    public static string Partition(long workspaceId) => $"w-{KeyParts.Number(workspaceId)}";

    /// <summary>The state row of a small entity.</summary>
    public static string Entity(EntityKind kind, long id) => kind switch
    {
        EntityKind.Workspace => WorkspacePrefix + KeyParts.Number(id),
        EntityKind.Member => MemberPrefix + KeyParts.Number(id),
        EntityKind.Team => TeamPrefix + KeyParts.Number(id),
        EntityKind.Project => ProjectPrefix + KeyParts.Number(id),
        EntityKind.Client => ClientPrefix + KeyParts.Number(id),
        EntityKind.Label => LabelPrefix + KeyParts.Number(id),
        EntityKind.BudgetLevel => BudgetLevelPrefix + KeyParts.Number(id),
        EntityKind.Webhook => WebhookPrefix + KeyParts.Number(id),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind has no state row in a workspace."),
    };

    /// <summary>What a state row holds, by its key; null for a key of no known kind.</summary>
    public static StateRowKind? KindOf(string row) => row switch
    {
        _ when row.StartsWith(WorkspacePrefix, StringComparison.Ordinal) => StateRowKind.Workspace,
        _ when row.StartsWith(MemberPrefix, StringComparison.Ordinal) => StateRowKind.Member,
        _ when row.StartsWith(TeamPrefix, StringComparison.Ordinal) => StateRowKind.Team,
        _ when row.StartsWith(ProjectPrefix, StringComparison.Ordinal) => StateRowKind.Project,
        _ when row.StartsWith(RunningPrefix, StringComparison.Ordinal) => StateRowKind.Running,
        _ when row.StartsWith(ClientPrefix, StringComparison.Ordinal) => StateRowKind.Client,
        _ when row.StartsWith(LabelPrefix, StringComparison.Ordinal) => StateRowKind.Label,
        _ when row.StartsWith(BudgetLevelPrefix, StringComparison.Ordinal) => StateRowKind.BudgetLevel,
        _ when row.StartsWith(WebhookPrefix, StringComparison.Ordinal) => StateRowKind.Webhook,
        _ when row.StartsWith(UserTallyPrefix, StringComparison.Ordinal) => StateRowKind.UserTally,
        _ when row.StartsWith(ProjectTallyPrefix, StringComparison.Ordinal) => StateRowKind.ProjectTally,
        _ => null,
    };

    /// <summary>The copy of the entry that a user has running.</summary>
    public static string Running(long userId) => RunningPrefix + KeyParts.Number(userId);

    /// <summary>The sums over a user's entries.</summary>
    public static string UserTally(long userId) => UserTallyPrefix + KeyParts.Number(userId);

    /// <summary>The sums over a project's entries; 0 for those without a project.</summary>
    public static string ProjectTally(long projectId) => ProjectTallyPrefix + KeyParts.Number(projectId);

    /// <summary>The user or project of a key that <see cref="UserTally"/> or <see cref="ProjectTally"/> made.</summary>
    public static long ParseTally(string row) => KeyParts.ParseNumber(row.AsSpan(UserTallyPrefix.Length));

    /// <summary>The id in a key that <see cref="Entity"/> made.</summary>
    public static long ParseEntity(string row) => KeyParts.ParseNumber(row.AsSpan(MemberPrefix.Length));

    /// <summary>An entry by id.</summary>
    public static string Entry(long id) => $"e-{KeyParts.Number(id)}";

    /// <summary>Whether a row holds an entry, and under which of its keys; null for any other row.</summary>
    public static EntryRowKind? EntryKindOf(string row) => row is [var first, '-', ..]
        ? first switch
        {
            'e' => EntryRowKind.Entry,
            'a' => EntryRowKind.Everyone,
            'u' => EntryRowKind.User,
            'p' => EntryRowKind.Project,
            _ => null,
        }
        : null;

    /// <summary>The index copies of an entry: everyone's, its user's, its project's (0 for none).</summary>
    public static (string Everyone, string User, string Project) Indexes(Entry entry)
    {
        var suffix = $"{KeyParts.Descending(Microseconds.FromInstant(entry.Start))}-{Descending(entry.Id)}";
        return (
            $"a-{suffix}",
            $"u-{KeyParts.Number(entry.UserId)}-{suffix}",
            $"p-{KeyParts.Number(entry.ProjectId ?? 0)}-{suffix}");
    }

    /// <summary>The range of an index that holds the starts of a scan.</summary>
    public static (string From, string To) Range(EntryScan scan)
    {
        var prefix = scan.Index switch
        {
            EntryIndex.User => $"u-{KeyParts.Number(scan.Key)}-",
            EntryIndex.Project => $"p-{KeyParts.Number(scan.Key)}-",
            _ => "a-",
        };

        // Starts descend: the scan's exclusive end is where the range begins, its inclusive beginning where it ends.
        var from = scan.To is { } to ? Before(prefix, to) : prefix;
        if (scan.After is var (start, id))
        {
            // Ids descend too: the key behind that entry's is the one that the next smaller id would have.
            var behind = $"{prefix}{KeyParts.Descending(Microseconds.FromInstant(start))}-{Descending(Math.Clamp(id - 1, 0, KeyParts.MaxNumber))}";
            from = string.CompareOrdinal(behind, from) > 0 ? behind : from;
        }

        return (from, scan.From is { } first ? Before(prefix, first) : KeyParts.After(prefix));
    }

    // Where the starts before a moment begin.
    private static string Before(string prefix, Instant moment) =>
        CeilingMicroseconds(moment) is > KeyParts.EarliestMicroseconds and var microseconds
            ? prefix + KeyParts.Descending(microseconds - 1)
            : KeyParts.After(prefix);

    /// <summary>A stored reply. The user's key is hashed: it is any text, and this one has a fixed width.</summary>
    public static string Reply(ReplyKey key) =>
        $"{ReplyPrefix}{KeyParts.Number(key.UserId)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Key)))}";

    /// <summary>The ids of imported rows that a write noted, by the sequence number of its last record.</summary>
    public static string Imported(long sequence) => ImportedPrefix + KeyParts.Number(sequence);

    /// <summary>The sequence number of a key that <see cref="Imported"/> made.</summary>
    public static long ParseImported(string row) => KeyParts.ParseNumber(row.AsSpan(ImportedPrefix.Length));

    /// <summary>The range of the ids of imported rows that were noted after a sequence number.</summary>
    public static (string From, string To) ImportedAfter(long sequence) =>
        (Imported(sequence + 1), KeyParts.After(ImportedPrefix));

    private static string Descending(long id) => KeyParts.Number(KeyParts.MaxNumber - id);

    /// <summary>The first whole microsecond at or after the instant: starts are whole microseconds.</summary>
    private static long CeilingMicroseconds(Instant instant)
    {
        var floor = Microseconds.FromInstant(instant);
        return Microseconds.ToInstant(floor) < instant ? floor + 1 : floor;
    }
}

/// <summary>The rows of an entry.</summary>
internal enum EntryRowKind
{
    /// <summary>By its id.</summary>
    Entry,

    /// <summary>In everyone's index.</summary>
    Everyone,

    /// <summary>In its user's index.</summary>
    User,

    /// <summary>In its project's index.</summary>
    Project,
}

/// <summary>What a row of the small state holds.</summary>
internal enum StateRowKind
{
    Workspace,
    Member,
    Team,
    Project,
    Running,
    Client,
    Label,
    BudgetLevel,
    Webhook,
    UserTally,
    ProjectTally,
}

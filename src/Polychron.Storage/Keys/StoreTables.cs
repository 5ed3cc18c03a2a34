namespace Polychron.Storage.Keys;

/// <summary>The tables of the product.</summary>
internal static class StoreTables
{
    /// <summary>Those whose rows an export has, in the order in which they are written to another store.</summary>
    public static IReadOnlyList<string> Moved { get; } =
        [WorkspaceKeys.Table, RollupKeys.Table, WebhookKeys.Table, NewsKeys.Table, DirectoryKeys.Table];

    // Written by the embedded host, which keeps there when its timers ran last.
    private const string Timers = "timers";

    /// <summary>
    /// Those that are about the server and not about what people did: what a store says of itself, counts of the running minute,
    /// the last measurement of health, when timers ran. An export leaves them, and a store that has nothing else is empty.
    /// </summary>
    public static IReadOnlyList<string> Left { get; } = [StoreKeys.Table, AllowanceKeys.Table, HealthKeys.Table, Timers];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Moved, .. Left];

    /// <summary>Whether it is one of them.</summary>
    public static bool IsKnown(string table) => All.Contains(table);
}

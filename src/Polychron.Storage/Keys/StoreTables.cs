namespace Polychron.Storage.Keys;

/// <summary>The tables of the product.</summary>
internal static class StoreTables
{
    /// <summary>Those whose rows an export has, in the order in which they are written to another store.</summary>
    public static IReadOnlyList<string> Moved { get; } =
        [WorkspaceKeys.Table, RollupKeys.Table, WebhookKeys.Table, NewsKeys.Table, DirectoryKeys.Table];

    /// <summary>All of them: beside those that move, what a store says of itself, and counts of the running minute.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Moved, StoreKeys.Table, AllowanceKeys.Table];

    /// <summary>Whether it is one of them.</summary>
    public static bool IsKnown(string table) => All.Contains(table);
}

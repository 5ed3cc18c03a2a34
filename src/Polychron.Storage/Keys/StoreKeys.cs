namespace Polychron.Storage.Keys;

/// <summary>The keys of what a store says of itself: the version of its rows, and an import into it that is not finished.</summary>
internal static class StoreKeys
{
    /// <summary>The table.</summary>
    public const string Table = "store";

    /// <summary>The one partition.</summary>
    public const string Partition = "store";

    /// <summary>The version of the rows.</summary>
    public const string Version = "version";

    /// <summary>A whole server's import that is on its way.</summary>
    public const string Import = "import";

    /// <summary>A workspace's import that is on its way.</summary>
    public static string ImportOf(long workspaceId) => $"import-{KeyParts.Number(workspaceId)}";
}

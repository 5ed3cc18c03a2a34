namespace Polychron.Storage.Keys;

/// <summary>The keys of the news board: a row for each workspace and minute in which somebody wrote, oldest minute first.</summary>
internal static class NewsKeys
{
    /// <summary>The table.</summary>
    public const string Table = "news";

    /// <summary>The one partition.</summary>
    public const string Partition = "n";

    /// <summary>A workspace's row of a minute, counted from 1970.</summary>
    public static string Mark(long minute, long workspaceId) => $"{KeyParts.Number(minute)}-{KeyParts.Number(workspaceId)}";

    /// <summary>The range of the minutes before one.</summary>
    public static (string From, string To) Before(long minute) => (KeyParts.Number(0), KeyParts.Number(minute));

    /// <summary>The minute and workspace of a key that <see cref="Mark"/> made.</summary>
    public static (long Minute, long WorkspaceId) Parse(string row)
    {
        var at = row.IndexOf('-', StringComparison.Ordinal);
        return (KeyParts.ParseNumber(row.AsSpan(0, at)), KeyParts.ParseNumber(row.AsSpan(at + 1)));
    }
}

namespace Polychron.Storage.Keys;

/// <summary>The keys that every partition with a log has: its head and its packs of records.</summary>
internal static class LogKeys
{
    private const string PackPrefix = "l-";

    /// <summary>The head.</summary>
    public const string Head = "h";

    /// <summary>
    /// A pack of records, by the sequence number of its last one: so the range from a sequence number on begins with the
    /// pack that contains it.
    /// </summary>
    public static string Pack(long lastSequence) => PackPrefix + KeyParts.Number(lastSequence);

    /// <summary>Whether a row of a partition with a log is a pack of records.</summary>
    public static bool IsPack(string row) => row.StartsWith(PackPrefix, StringComparison.Ordinal);

    /// <summary>The range of the packs whose records are all at or below a sequence number.</summary>
    public static (string From, string To) UpTo(long sequence) => (PackPrefix, Pack(Math.Max(sequence, 0) + 1));

    /// <summary>The range of the packs with records after a sequence number.</summary>
    public static (string From, string To) After(long sequence) => (Pack(sequence + 1), KeyParts.After(PackPrefix));
}

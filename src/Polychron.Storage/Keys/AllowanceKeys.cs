namespace Polychron.Storage.Keys;

/// <summary>The keys of the rate limits' shared counts: a partition of its own for each, since they are written on their own.</summary>
internal static class AllowanceKeys
{
    /// <summary>The table.</summary>
    public const string Table = "limits";

    /// <summary>The one row of a count's partition.</summary>
    public const string Row = "u";

    /// <summary>The partition of a count. The store takes any characters.</summary>
    public static string Partition(string subject) => subject;
}

namespace Polychron.Storage.Keys;

/// <summary>The key of what is known of the server's health: one row.</summary>
internal static class HealthKeys
{
    /// <summary>The table.</summary>
    public const string Table = "health";

    /// <summary>The one partition.</summary>
    public const string Partition = "h";

    /// <summary>The last measurement.</summary>
    public const string Measurement = "m";
}

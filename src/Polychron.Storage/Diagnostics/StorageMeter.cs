using System.Diagnostics.Metrics;

namespace Polychron.Storage.Diagnostics;

/// <summary>
/// The names of the storage meter: how many operations a process asked of its tables, and how many rows went each way.
/// Divided by requests, they are what a request costs on Table Storage.
/// </summary>
public static class StorageMeter
{
    /// <summary>The meter.</summary>
    public const string Name = "Polychron.Storage";

    /// <summary>Counts operations; tag <see cref="Kind"/>: get, query or commit. A refused commit counts too.</summary>
    public const string Operations = "polychron.storage.operations";

    /// <summary>Counts rows returned by gets and queries and rows written by commits that succeeded; tag <see cref="Kind"/>.</summary>
    public const string Rows = "polychron.storage.rows";

    /// <summary>The tag that tells get, query and commit apart.</summary>
    public const string Kind = "kind";

    internal static Meter Meter { get; } = new(Name);
}

using System.Globalization;
using NodaTime;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.Storage.Keys;

/// <summary>
/// Every key of a workspace's kept cells: the checkpoint, what verification found, and the packed cells by generation, grain
/// and day. The partition has the same key as the workspace's, in a table of its own.
/// </summary>
internal static class RollupKeys
{
    /// <summary>The table.</summary>
    public const string Table = "rollups";

    /// <summary>The checkpoint.</summary>
    public const string Checkpoint = "c";

    /// <summary>What verification found.</summary>
    public const string Findings = "v";

    private const string CellsPrefix = "g-";
    private const string DayFormat = "yyyyMMdd";

    /// <summary>The partition of a workspace.</summary>
    public static string Partition(long workspaceId) => WorkspaceKeys.Partition(workspaceId);

    /// <summary>A pack of the cells of a day, or of a month by its first day; packs are numbered from 0.</summary>
    public static string Pack(int generation, CellGrain grain, LocalDate day, int number) =>
        $"{Prefix(generation, grain)}{Day(day)}-{number.ToString("D4", CultureInfo.InvariantCulture)}";

    /// <summary>The range of the packs of a range of days or months.</summary>
    public static (string From, string To) Range(CellRange range) => (
        Prefix(range.Generation, range.Grain) + Day(range.From),
        Prefix(range.Generation, range.Grain) + Day(range.To));

    /// <summary>The range of all packs of a generation and grain.</summary>
    public static (string From, string To) All(int generation, CellGrain grain) =>
        (Prefix(generation, grain), KeyParts.After(Prefix(generation, grain)));

    /// <summary>The range of the packs of all generations before one.</summary>
    public static (string From, string To) Before(int generation) => (CellsPrefix, CellsPrefix + Number(generation));

    /// <summary>The day and the number of a key that <see cref="Pack"/> made.</summary>
    public static (LocalDate Day, int Number) Parse(string row)
    {
        // g-00001-d-20240501-0000
        var day = row.AsSpan(10, 8);
        return (
            new LocalDate(Digits(day[..4]), Digits(day[4..6]), Digits(day[6..])),
            Digits(row.AsSpan(19)));
    }

    private static string Prefix(int generation, CellGrain grain) =>
        $"{CellsPrefix}{Number(generation)}-{(grain == CellGrain.Day ? 'd' : 'm')}-";

    private static string Number(int generation) => generation.ToString("D5", CultureInfo.InvariantCulture);

    private static string Day(LocalDate day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static int Digits(ReadOnlySpan<char> part) => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);
}

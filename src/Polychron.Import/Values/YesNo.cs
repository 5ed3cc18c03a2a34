namespace Polychron.Import.Values;

/// <summary>Yes and no as files write them.</summary>
internal static class YesNo
{
    /// <summary>Reads one of yes, no, true, false, y, n, 1, 0, in any case.</summary>
    public static bool? Parse(string text) => text.ToUpperInvariant() switch
    {
        "YES" or "Y" or "TRUE" or "1" => true,
        "NO" or "N" or "FALSE" or "0" => false,
        _ => null,
    };
}

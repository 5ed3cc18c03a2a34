using System.Globalization;

namespace Polychron.Storage.Sqlite.Tables;

/// <summary>An ETag is the number of the write that gave it, in decimal digits.</summary>
internal static class ETags
{
    // No write has this number, so a foreign ETag matches no row.
    private const long None = -1;

    public static string Format(long version) => version.ToString(CultureInfo.InvariantCulture);

    public static long Parse(string etag)
        => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : None;
}

using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Polychron.Storage.Sqlite.Backups;

/// <summary>Where backups go, and how many stay.</summary>
/// <param name="Folder">The folder; null for <c>backups</c> in the data folder.</param>
/// <param name="Keep">How many of the newest stay when another was made; null for all.</param>
internal sealed record BackupOptions(string? Folder, int? Keep)
{
    /// <summary>The setting of the folder.</summary>
    public const string PathSetting = "Polychron:Backups:Path";

    /// <summary>The setting of the number.</summary>
    public const string KeepSetting = "Polychron:Backups:Keep";

    private const int MaxKeep = 10_000;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="FormatException">The number is none from 1 to 10,000.</exception>
    public static BackupOptions Read(IConfiguration configuration) => new(
        configuration[PathSetting] is { Length: > 0 } folder ? folder : null,
        configuration[KeepSetting] is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var keep) && keep is >= 1 and <= MaxKeep ? keep
        : throw new FormatException($"{KeepSetting} is a number of backups from 1 to {MaxKeep}."));
}

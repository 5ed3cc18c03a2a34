using Microsoft.Extensions.Configuration;
using Polychron.Settings;
using Polychron.Storage.Hosting;

namespace Polychron.Storage.Sqlite.Backups;

/// <summary>Where backups go, and how many stay.</summary>
/// <param name="Folder">The folder; null for <c>backups</c> in the data folder.</param>
/// <param name="Keep">How many of the newest stay when another was made; null for all.</param>
internal sealed record BackupOptions(string? Folder, int? Keep)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">One of them is not acceptable.</exception>
    public static BackupOptions Read(IConfiguration configuration) =>
        new(StorageSettings.BackupsPath.Read(configuration), StorageSettings.BackupsKeep.Read(configuration));
}

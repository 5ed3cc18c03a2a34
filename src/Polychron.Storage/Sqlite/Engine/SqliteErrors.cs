using Polychron.UseCases.Ports.Tables;
using SQLitePCL;

namespace Polychron.Storage.Sqlite.Engine;

/// <summary>The one place that turns SQLite's result codes into the port's exceptions.</summary>
internal static class SqliteErrors
{
    public static void Check(int code, sqlite3 database, string action)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Unavailable(code, database, action);
        }
    }

    /// <summary>A full disk, an I/O error, a damaged file: for the caller all of them mean "not now".</summary>
    public static StorageUnavailableException Unavailable(int code, sqlite3 database, string action)
        => new($"SQLite could not {action}: {raw.sqlite3_errmsg(database).utf8_to_string()} (result code {code}).");
}

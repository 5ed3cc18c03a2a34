using SQLitePCL;

namespace Polychron.Bench.Raw;

/// <summary>Calls of the SQLite library whose failures are exceptions.</summary>
internal static class SqliteCalls
{
    /// <summary>Opens a database, which is made if it is not there.</summary>
    public static sqlite3 Open(string path)
    {
        Batteries_V2.Init();
        var code = raw.sqlite3_open(path, out var database);
        database.Check(code);
        return database;
    }

    /// <summary>Compiles a statement.</summary>
    public static sqlite3_stmt Prepare(this sqlite3 database, string sql)
    {
        database.Check(raw.sqlite3_prepare_v2(database, sql, out var statement));
        return statement;
    }

    /// <summary>Runs statements that answer with no rows.</summary>
    public static void Run(this sqlite3 database, string sql) => database.Check(raw.sqlite3_exec(database, sql));

    /// <summary>Throws unless a call has succeeded.</summary>
    /// <exception cref="InvalidOperationException">It has not, and why.</exception>
    public static void Check(this sqlite3 database, int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            throw new InvalidOperationException($"SQLite: {raw.sqlite3_errmsg(database).utf8_to_string()} (result code {code}).");
        }
    }
}

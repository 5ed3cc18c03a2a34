using System.Diagnostics;
using Polychron.Storage.Sqlite;
using Polychron.Testing;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Sqlite;

public sealed class CrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _copy = new();
    private readonly ManualTime _time = new();

    public void Dispose()
    {
        _folder.Dispose();
        _copy.Dispose();
    }

    // The files as they stand while the store is open are the files that a killed process leaves behind.
    [SkippableFact]
    public async Task What_was_acknowledged_is_in_the_files_that_a_killed_process_leaves()
    {
        Skip.If(OperatingSystem.IsWindows(), "Copies open files with cp.");
        await using var storage = SqliteStorage.Open(_folder.Path, _time);
        for (var round = 1; round <= 3; round++)
        {
            var number = round;
            await Task.WhenAll(Enumerable.Range(0, 50).Select(i => storage.Tables.CommitAsync(
                [new(RowAction.Insert, "rows", "p", $"{number}-{i:d2}"), new(RowAction.Upsert, "rows", "p", $"head{i:d2}", new byte[] { (byte)number })])));
            await storage.Queues.EnqueueAsync("news", $"round {number}");
            await CopyAsync();

            await using var killed = SqliteStorage.Open(_copy.Path, _time);
            Assert.Equal(50 * number, (await killed.Tables.QueryAsync(new RowRange("rows", "p", "0", "9"))).Rows.Count);
            var heads = (await killed.Tables.QueryAsync(new RowRange("rows", "p", "head", "i"))).Rows;
            Assert.All(heads, head => Assert.Equal([(byte)number], head.Data.ToArray()));
            Assert.Equal(number, await killed.Queues.CountAsync("news"));
        }
    }

    [SkippableFact]
    public async Task A_log_cut_short_in_its_last_transaction_loses_that_one_whole_and_no_other()
    {
        Skip.If(OperatingSystem.IsWindows(), "Copies open files with cp.");
        await using var storage = SqliteStorage.Open(_folder.Path, _time);
        await storage.Tables.CommitAsync([new(RowAction.Insert, "rows", "p", "a"), new(RowAction.Insert, "rows", "p", "b")]);
        await storage.Tables.CommitAsync([.. Enumerable.Range(0, 50).Select(i => new RowWrite(RowAction.Insert, "rows", "p", $"r{i:d2}", new byte[500]))]);
        await CopyAsync();
        var log = Path.Combine(_copy.Path, "polychron.db-wal");
        using (var file = new FileStream(log, FileMode.Open))
        {
            file.SetLength(file.Length - 1);
        }

        await using var killed = SqliteStorage.Open(_copy.Path, _time);
        Assert.Equal(["a", "b"], (await killed.Tables.QueryAsync(new RowRange("rows", "p", "", "z"))).Rows.Select(row => row.Row));
        var etag = await killed.Tables.CommitAsync([new(RowAction.Upsert, "rows", "p", "a")]);
        Assert.NotNull(etag[0]);
    }

    // With cp, because a process that opens and closes a database file of its own lets go of its locks on it.
    private async Task CopyAsync()
    {
        foreach (var name in new[] { "polychron.db", "polychron.db-wal" })
        {
            using var copy = Process.Start("cp", [Path.Combine(_folder.Path, name), Path.Combine(_copy.Path, name)]);
            await copy.WaitForExitAsync();
            Assert.Equal(0, copy.ExitCode);
        }
    }
}

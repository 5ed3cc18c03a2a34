using Polychron.Storage.Sqlite;
using Polychron.Storage.Sqlite.Engine;
using Polychron.Testing;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Sqlite;

public sealed class SqliteStorageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reopened_it_has_every_row_and_message_and_their_versions()
    {
        IReadOnlyList<string?> written;
        await using (var storage = Open())
        {
            written = await storage.Tables.CommitAsync([new(RowAction.Insert, "rows", "p", "a", "value"u8.ToArray())]);
            await storage.Queues.EnqueueAsync("news", "hello");
        }

        await using var again = Open();
        var row = await again.Tables.GetAsync("rows", "p", "a");
        Assert.Equal("value"u8.ToArray(), row!.Data.ToArray());
        Assert.Equal(written[0], row.ETag);
        Assert.Equal("hello", Assert.Single(await again.Queues.PeekAsync("news", 1)).Body);
    }

    [Fact]
    public async Task An_etag_is_never_given_twice_also_after_a_restart()
    {
        var seen = new HashSet<string>();
        for (var start = 0; start < 3; start++)
        {
            await using var storage = Open();
            for (var i = 0; i < 10; i++)
            {
                var etags = await storage.Tables.CommitAsync([new(RowAction.Upsert, "rows", "p", "a")]);
                Assert.True(seen.Add(etags[0]!), $"{etags[0]} was given before");
            }
        }
    }

    [Fact]
    public async Task Closed_it_leaves_one_database_file_without_a_log_beside_it()
    {
        await using (var storage = Open())
        {
            await storage.Tables.CommitAsync([new(RowAction.Insert, "rows", "p", "a")]);
        }

        Assert.Equal(["polychron.db", "polychron.lock"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_second_open_of_the_folder_is_refused_with_its_name()
    {
        using var first = Open();
        var refusal = Assert.Throws<DataFolderException>(Open);
        Assert.Contains(_folder.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_refused_open_the_folder_can_be_opened_once_the_first_has_gone()
    {
        var first = Open();
        Assert.Throws<DataFolderException>(Open);
        first.Dispose();
        Open().Dispose();
    }

    [Fact]
    public void A_file_of_a_newer_release_is_refused_and_left_alone()
    {
        Open().Dispose();
        var path = Path.Combine(_folder.Path, "polychron.db");
        using (var connection = Connection.Open(path))
        {
            connection.Execute($"PRAGMA user_version={Schema.Version + 1}");
        }

        var refusal = Assert.Throws<DataFolderException>(Open);
        Assert.Contains($"version {Schema.Version + 1}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        using var after = Connection.Open(path);
        Assert.Equal(Schema.Version + 1, after.Scalar("PRAGMA user_version"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var path = Path.Combine(_folder.Path, "polychron.db");
        var text = new string('x', 10_000);
        File.WriteAllText(path, text);
        Assert.Contains(_folder.Path, Assert.Throws<DataFolderException>(Open).Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_folder.Path, "file");
        File.WriteAllText(file, "");
        var refusal = Assert.Throws<DataFolderException>(() => SqliteStorage.Open(Path.Combine(file, "data"), _time));
        Assert.Contains(Path.Combine(file, "data"), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_commit_is_synced_to_the_disk()
    {
        using var connection = Connection.Open(Path.Combine(_folder.Path, "polychron.db"));
        Schema.Ensure(connection, "polychron.db");
        const long Full = 2;
        Assert.True(File.Exists(Path.Combine(_folder.Path, "polychron.db-wal")));
        Assert.Equal(Full, connection.Scalar("PRAGMA synchronous"));
    }

    [Fact]
    public async Task Messages_wait_out_a_restart_by_the_clock()
    {
        await using (var storage = Open())
        {
            await storage.Queues.EnqueueAsync("news", "delayed", TimeSpan.FromMinutes(5));
        }

        _time.Advance(TimeSpan.FromMinutes(4));
        await using (var storage = Open())
        {
            Assert.Empty(await storage.Queues.ReceiveAsync("news", 1, TimeSpan.FromMinutes(1)));
            _time.Advance(TimeSpan.FromMinutes(1));
            Assert.Single(await storage.Queues.ReceiveAsync("news", 1, TimeSpan.FromMinutes(1)));
        }

        await using var again = Open();
        Assert.Empty(await again.Queues.ReceiveAsync("news", 1, TimeSpan.FromMinutes(1)));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, Assert.Single(await again.Queues.ReceiveAsync("news", 1, TimeSpan.FromMinutes(1))).DequeueCount);
    }

    private SqliteStorage Open() => SqliteStorage.Open(_folder.Path, _time);
}

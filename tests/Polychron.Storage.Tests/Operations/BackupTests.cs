using System.Collections.Concurrent;
using Polychron.Domain.Errors;
using Polychron.Storage.Sqlite;
using Polychron.Testing;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Operations;

/// <summary>Backups of a store that is open, and what restores them.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_made_under_load_has_every_write_acknowledged_before_it_and_no_half_of_any()
    {
        var acknowledged = new ConcurrentDictionary<string, bool>();
        Backup backup;
        List<string> before;
        await using (var store = StoreUnderTest.Embedded(Folder("data")))
        {
            await GrowAsync(store);
            using var stop = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 3).Select(writer => Task.Run(() => WriteAsync(store, writer, acknowledged, stop.Token))).ToList();
            while (acknowledged.Count < 30)
            {
                await Task.Delay(1);
            }

            before = [.. acknowledged.Keys];
            backup = await store.Backups.MakeAsync();
            await stop.CancelAsync();
            await Task.WhenAll(writers);
            Assert.Equal(backup, Assert.Single(await store.Backups.ListAsync()));
        }

        await using var restored = StoreUnderTest.Embedded(Folder("restored"));
        var (report, moved) = await restored.Files.RestoreAsync(PathOf(backup), replace: false);
        Assert.Null(moved);
        Assert.Empty(report.Faults);
        var rows = await restored.RowsAsync();
        Assert.All(before, row => Assert.Contains($"news/p/{row}-first", rows.Keys));
        Assert.Equal(
            rows.Keys.Count(key => key.EndsWith("-first", StringComparison.Ordinal)),
            rows.Keys.Count(key => key.EndsWith("-second", StringComparison.Ordinal)));
        await restored.Tables.CommitAsync([new RowWrite(RowAction.Insert, "news", "p", "after")]);
    }

    [Fact]
    public async Task One_that_is_cancelled_leaves_nothing_that_is_listed()
    {
        await using var store = StoreUnderTest.Embedded(Folder("data"));
        await GrowAsync(store);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Backups.MakeAsync(cancelled.Token));

        Assert.Empty(await store.Backups.ListAsync());
        Assert.Empty(Directory.GetFiles(Folder("data/backups"), "*.partial*"));
        await store.Backups.MakeAsync();
    }

    [Fact]
    public async Task What_a_killed_one_left_is_no_backup_and_goes_with_the_next()
    {
        await using var store = StoreUnderTest.Embedded(Folder("data"));
        Directory.CreateDirectory(Folder("data/backups"));
        var partial = Path.Combine(Folder("data/backups"), "backup.partial");
        await File.WriteAllTextAsync(partial, "half");
        await File.WriteAllTextAsync(Path.Combine(Folder("data/backups"), "polychron-20240101-000000.db"), "without a description");
        Assert.Empty(await store.Backups.ListAsync());

        var backup = await store.Backups.MakeAsync();

        Assert.False(File.Exists(partial));
        Assert.Equal(backup, Assert.Single(await store.Backups.ListAsync()));
    }

    [Fact]
    public async Task Of_two_at_once_one_is_refused()
    {
        await using var store = StoreUnderTest.Embedded(Folder("data"));
        Directory.CreateDirectory(Folder("data/backups"));
        await using var other = new FileStream(
            Path.Combine(Folder("data/backups"), "backups.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        await Assert.ThrowsAsync<DomainException>(() => store.Backups.MakeAsync());
    }

    [Fact]
    public async Task The_newest_stay_also_when_several_are_made_in_a_second()
    {
        await using var store = StoreUnderTest.Embedded(Folder("data"), ("Polychron:Backups:Keep", "2"), ("Polychron:Backups:Path", Folder("elsewhere")));
        var made = new List<Backup>();
        for (var i = 0; i < 4; i++)
        {
            made.Add(await store.Backups.MakeAsync());
        }

        Assert.Equal(made[2..].Select(backup => backup.Name).Reverse(), (await store.Backups.ListAsync()).Select(backup => backup.Name));
        await store.Backups.DeleteAsync(made[3].Name);
        Assert.Equal(made[2].Name, Assert.Single(await store.Backups.ListAsync()).Name);
    }

    [Theory]
    [InlineData("../polychron.db")]
    [InlineData("..%2Fpolychron.db")]
    [InlineData("polychron-20240101-000000.db/../../polychron.db")]
    [InlineData("polychron-20240101-000000.db\n")]
    [InlineData("backups.lock")]
    [InlineData("")]
    public async Task A_name_is_never_a_path(string name)
    {
        await using var store = StoreUnderTest.Embedded(Folder("data"));
        await store.Backups.MakeAsync();
        Assert.Equal(DomainErrorKind.NotFound, (await Assert.ThrowsAsync<DomainException>(() => store.Backups.OpenAsync(name))).Kind);
        Assert.Equal(DomainErrorKind.NotFound, (await Assert.ThrowsAsync<DomainException>(() => store.Backups.DeleteAsync(name))).Kind);
        Assert.True(File.Exists(Path.Combine(Folder("data"), "polychron.db")));
    }

    [Fact]
    public async Task A_restore_takes_no_folder_in_use_no_store_by_surprise_and_no_damaged_file()
    {
        Backup backup;
        await using (var store = StoreUnderTest.Embedded(Folder("data")))
        {
            await GrowAsync(store);
            backup = await store.Backups.MakeAsync();
            await Assert.ThrowsAsync<DataFolderException>(() => store.Files.RestoreAsync(PathOf(backup), replace: true));
        }

        await using var closed = StoreUnderTest.Embedded(Folder("data"));
        await Assert.ThrowsAsync<DomainException>(() => closed.Files.RestoreAsync(PathOf(backup), replace: false));
        var damaged = Path.Combine(_folder.Path, "damaged.db");
        var bytes = await File.ReadAllBytesAsync(PathOf(backup));
        new Random(5).NextBytes(bytes.AsSpan(bytes.Length / 2, 20_000));
        await File.WriteAllBytesAsync(damaged, bytes);
        Assert.NotEmpty((await closed.Files.VerifyFileAsync(damaged)).Faults);
        await Assert.ThrowsAsync<DomainException>(() => closed.Files.RestoreAsync(damaged, replace: true));
        await File.WriteAllTextAsync(damaged, "no database");
        Assert.NotEmpty((await closed.Files.VerifyFileAsync(damaged)).Faults);

        var (_, moved) = await closed.Files.RestoreAsync(PathOf(backup), replace: true);

        Assert.True(File.Exists(moved));
        Assert.NotEmpty(await closed.RowsAsync());
    }

    [Fact]
    public void No_server_starts_in_the_middle_of_a_restore()
    {
        Directory.CreateDirectory(Folder("data"));
        File.WriteAllText(Path.Combine(Folder("data"), "polychron.db.restoring"), "the copy");

        var refusal = Assert.Throws<DataFolderException>(() => SqliteStorage.Open(Folder("data"), TimeProvider.System));

        Assert.Contains("store restore", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder("data"), "polychron.db")));
    }

    [Fact]
    public async Task A_copy_of_a_stopped_store_is_a_backup()
    {
        await using var store = StoreUnderTest.Embedded(Folder("data"));
        await GrowAsync(store);
        var path = Path.Combine(_folder.Path, "copy.db");

        await store.Files.CopyAsync(path);

        Assert.Empty((await store.Files.VerifyFileAsync(path)).Faults);
        await Assert.ThrowsAsync<DomainException>(() => store.Files.CopyAsync(path));
    }

    private static async Task WriteAsync(StoreUnderTest store, int writer, ConcurrentDictionary<string, bool> acknowledged, CancellationToken stop)
    {
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var row = $"{writer}-{number}";
            await store.Tables.CommitAsync(
                [new RowWrite(RowAction.Insert, "news", "p", row + "-first"), new RowWrite(RowAction.Insert, "news", "p", row + "-second")], CancellationToken.None);
            acknowledged[row] = true;
        }
    }

    // Some megabytes, so that a copy takes several steps.
    private static async Task GrowAsync(StoreUnderTest store)
    {
        var value = new byte[200_000];
        new Random(7).NextBytes(value);
        for (var row = 0; row < 60; row++)
        {
            await store.Tables.CommitAsync([new RowWrite(RowAction.Insert, "rollups", "w-0000000000001", $"g-{row}", value)]);
        }
    }

    private string PathOf(Backup backup) => Path.Combine(Folder("data/backups"), backup.Name);

    private string Folder(string name) => Path.Combine(_folder.Path, name);
}

using Microsoft.Extensions.DependencyInjection;
using Polychron.Domain.Errors;
using Polychron.Storage.Log;
using Polychron.Storage.Scanning;
using Polychron.Storage.Transfer;
using Polychron.Storage.UserDirectory;
using Polychron.Testing;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Operations;

/// <summary>Imports that die after each of their commits, and stores that are written to while they are read.</summary>
public sealed class TransferCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(3L)]
    public async Task Wherever_an_import_dies_no_server_starts_on_half_of_it_and_the_same_import_goes_on(long? workspaceId)
    {
        var rows = await ExportAsync(workspaceId);
        for (var commits = 0; ; commits++)
        {
            await using var target = StoreUnderTest.Embedded(Folder($"to{commits}"));
            var dying = new CrashingTableStore(target.Tables, commits);
            try
            {
                await Over(target, dying).ImportAsync(Folder("x"));
                Assert.True(commits > 4, "It made hardly a commit, so that nothing is proved.");
                return;
            }
            catch (StorageUnavailableException)
            {
                Assert.True(dying.IsDead);
            }

            await CheckHalfDoneAsync(target, workspaceId);
            await target.Transfer.ImportAsync(Folder("x"));
            await target.Transfer.EnsureUsableAsync();
            Assert.Empty(await target.FaultsAsync());
            var found = await target.RowsAsync();
            Assert.Equal(rows, found.Where(row => rows.ContainsKey(row.Key)));
            Assert.Equal(3, Assert.Single(await target.Directory.ListWorkspacesAsync(0, 10)).Id);
        }
    }

    [Fact]
    public async Task A_store_that_is_written_to_while_it_is_read_gives_no_export()
    {
        await using var store = StoreUnderTest.Embedded(Folder("from"));
        var workspace = await store.BootstrapAsync();
        var disturbed = Over(store, store.Tables, new DisturbedScanner(store.Scanner, () => store.TrackAsync(workspace, 1, 50, "in between")));

        var refusal = await Assert.ThrowsAsync<DomainException>(() => disturbed.ExportAsync(Folder("x"), null));

        Assert.Contains("w-0000000000003", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder("x"), "manifest.json")));
        await using var target = StoreUnderTest.Embedded(Folder("to"));
        await Assert.ThrowsAsync<DomainException>(() => target.Transfer.ImportAsync(Folder("x")));
    }

    private static async Task CheckHalfDoneAsync(StoreUnderTest target, long? workspaceId)
    {
        if (workspaceId is null)
        {
            // Before its first commit nothing says that there is an import, and there is none.
            if ((await target.RowsAsync()).Count > 0 || await target.Tables.GetAsync("store", "store", "import") is not null)
            {
                await Assert.ThrowsAsync<DomainException>(() => target.Transfer.EnsureUsableAsync());
            }
        }
        else if (await target.Directory.FindWorkspaceAsync(3) is not null)
        {
            // Who can see it sees all of it.
            Assert.Equal(30, (await target.Log.OpenAsync(3)).Picture.UserTallies[1].Count);
        }
    }

    private async Task<Dictionary<string, string>> ExportAsync(long? workspaceId)
    {
        await using var store = StoreUnderTest.Embedded(Folder("from"));
        var workspace = await store.BootstrapAsync();
        for (var hour = 0; hour < 30; hour++)
        {
            await store.TrackAsync(workspace, 1, hour, "work");
        }

        await store.Transfer.ExportAsync(Folder("x"), workspaceId);
        return (await store.RowsAsync()).Where(row => workspaceId is null || row.Key.StartsWith("workspaces/", StringComparison.Ordinal))
            .ToDictionary();
    }

    private static StoreTransfer Over(StoreUnderTest store, ITableStore tables, IStoreScanner? scanner = null)
    {
        var random = store.Services.GetRequiredService<IRandomSource>();
        var clock = store.Services.GetRequiredService<NodaTime.IClock>();
        return new StoreTransfer(
            tables, store.Queues, scanner ?? store.Scanner, new TableDirectory(tables, random, clock), new NewsBoard(tables, clock), TimeProvider.System);
    }

    private string Folder(string name) => Path.Combine(_folder.Path, name);

    /// <summary>A store to which somebody writes when its first rows have been read.</summary>
    private sealed class DisturbedScanner(IStoreScanner inner, Func<Task> write) : IStoreScanner
    {
        public string Place => inner.Place;

        public bool ShowsHiddenMessages => inner.ShowsHiddenMessages;

        public async IAsyncEnumerable<IReadOnlyList<ScannedRow>> RowsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var page in inner.RowsAsync(cancellation))
            {
                yield return page;
                await write();
            }
        }

        public IAsyncEnumerable<IReadOnlyList<ScannedMessage>> MessagesAsync(CancellationToken cancellation) => inner.MessagesAsync(cancellation);
    }
}

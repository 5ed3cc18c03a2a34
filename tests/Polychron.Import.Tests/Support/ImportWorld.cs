using System.Text;
using Polychron.Domain.Entries;
using Polychron.Import.Run;
using Polychron.Storage.Log;
using Polychron.Storage.UserDirectory;
using Polychron.Testing;
using Polychron.Testing.Storage;
using Polychron.UseCases.Bootstrap;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Import.Tests.Support;

/// <summary>A store with one workspace of one owner, and instances of the product that share it.</summary>
internal sealed class ImportWorld : IDisposable
{
    public const string OwnerEmail = "ada@example.com";

    private static readonly SystemRandomSource Random = new();

    private readonly List<IDisposable> _parts = [];

    private ImportWorld(ITableStore store)
    {
        Store = store;
        Log = Instance(store).Log;
    }

    public ITableStore Store { get; }

    public IWorkspaceLog Log { get; }

    public long WorkspaceId { get; private set; }

    public static async Task<ImportWorld> CreateAsync(ITableStore? store = null)
    {
        var world = new ImportWorld(store ?? new InMemoryTableStore());
        var clock = new TimeProviderClock(new ManualTime());
        using var directory = new TableDirectory(world.Store, Random, clock);
        await BootstrapServer.RunAsync(
            directory, world.Log, Random, new BootstrapServer.Command("a-token-for-tests", OwnerEmail, "Ada", "Studio"));
        world.WorkspaceId = (await directory.ListWorkspacesAsync(0, 10)).Single().Id;
        return world;
    }

    /// <summary>An instance of the product over a store that may be a broken view of this world's.</summary>
    public (ImportRun Run, IWorkspaceLog Log) Instance(ITableStore store)
    {
        var time = new ManualTime();
        var clock = new TimeProviderClock(time);
        var log = new WorkspaceLog(store, Random, clock, time);
        var directory = new TableDirectory(store, Random, clock);
        _parts.Add(directory);
        return (new ImportRun(directory, log, Random), log);
    }

    public Task<(ImportSummary Summary, Collector Told)> ImportAsync(string format, string text, Func<ImportOptions, ImportOptions>? change = null) =>
        ImportAsync(Store, format, Encoding.UTF8.GetBytes(text), change);

    public async Task<(ImportSummary Summary, Collector Told)> ImportAsync(
        ITableStore store, string format, byte[] file, Func<ImportOptions, ImportOptions>? change = null)
    {
        var options = new ImportOptions { WorkspaceId = WorkspaceId, Format = format };
        var told = new Collector();
        using var stream = new MemoryStream(file);
        var summary = await Instance(store).Run.RunAsync(stream, change is null ? options : change(options), told);
        return (summary, told);
    }

    /// <summary>All entries, oldest first.</summary>
    public async Task<List<Entry>> EntriesAsync()
    {
        var found = new List<Entry>();
        var view = await Instance(Store).Log.OpenAsync(WorkspaceId);
        await foreach (var page in view.ScanEntriesAsync(new EntryScan(EntryIndex.Everyone)))
        {
            found.AddRange(page);
        }

        found.Reverse();
        return found;
    }

    public async Task<Domain.Workspaces.WorkspacePicture> PictureAsync() =>
        (await Instance(Store).Log.OpenAsync(WorkspaceId)).Picture;

    public void Dispose() => _parts.ForEach(part => part.Dispose());
}

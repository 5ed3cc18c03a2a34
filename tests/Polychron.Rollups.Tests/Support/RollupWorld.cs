using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Members;
using Polychron.Domain.Teams;
using Polychron.Rollups.Cells;
using Polychron.Rollups.Checkpoints;
using Polychron.Rollups.Fold;
using Polychron.Storage.Log;
using Polychron.Storage.Rollups;
using Polychron.Testing;
using Polychron.Testing.Domain;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Rollups;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Reports.Plans;

namespace Polychron.Rollups.Tests.Support;

/// <summary>
/// A workspace with an owner (user 1), a manager (2) and members (3, 4), projects 11 to 16, labels 21 to 24 and clients 31 and 32,
/// over a table store; and what keeps its cells up.
/// </summary>
internal sealed class RollupWorld
{
    public const long Id = 7;

    public RollupWorld(ITableStore tables, ManualTime? time = null, ReportLimits? limits = null, ILogger<Verifier>? logger = null)
    {
        Tables = tables;
        Time = time ?? new ManualTime(new DateTimeOffset(2024, 3, 31, 12, 0, 0, TimeSpan.Zero));
        Clock = new TimeProviderClock(Time);

        // Cells are read however few entries there are: that is what is tested.
        Log = new WorkspaceLog(tables, new SystemRandomSource(), Clock, Time, limits: limits ?? new ReportLimits { FewEntries = 0 });
        Store = new RollupStore(tables);
        Compactor = new Compactor(Log, Store, NullLogger<Compactor>.Instance);
        Rebuilder = new Rebuilder(Log, Store, Compactor, NullLogger<Rebuilder>.Instance);
        Verifier = new Verifier(
            Log, Store, Compactor, Rebuilder, new SystemRandomSource(), Clock, new RollupMeter(), logger ?? NullLogger<Verifier>.Instance);
    }

    public ITableStore Tables { get; }

    public ManualTime Time { get; }

    public IClock Clock { get; }

    public WorkspaceLog Log { get; }

    public IRollupStore Store { get; }

    public Compactor Compactor { get; }

    public Rebuilder Rebuilder { get; }

    public Verifier Verifier { get; }

    public Instant Now => Clock.GetCurrentInstant();

    /// <summary>Another instance over the same store, or over one that fails before it reaches that store.</summary>
    public RollupWorld Other(ITableStore? tables = null) => new(tables ?? Tables, Time);

    public Task<T> WriteAsync<T>(Func<IWorkspaceTransaction, T> work, long actor = 1) =>
        Log.WriteAsync(Id, actor, transaction => ValueTask.FromResult(work(transaction)));

    public Task<Entry> AddAsync(Instant start, long seconds = 3_600, long user = 1, long project = 11) => WriteAsync(transaction =>
        transaction.Create(Samples.Entry(0, start, start + Duration.FromSeconds(seconds), user) with { ProjectId = project, HourRate = 10_000 }));

    public Task SeedAsync(string zone = "Europe/Paris") => WriteAsync(transaction =>
    {
        transaction.Create(Samples.Workspace(Id) with { TimeZone = zone, Currency = "EUR" }, Id);
        transaction.Create(Samples.Member(1, Role.Owner), 1);
        Seed(transaction);
        return true;
    });

    /// <summary>Adds all that a workspace with an owner does not have yet.</summary>
    public static void Seed(IWorkspaceTransaction transaction)
    {
        for (var user = 2; user <= 4; user++)
        {
            transaction.Create(Samples.Member(user, user == 2 ? Role.Manager : Role.Member), user);
        }

        foreach (var client in new[] { 31, 32 })
        {
            transaction.Create(new Client { Name = $"Client {client}" }, client);
        }

        for (var project = 11; project <= 16; project++)
        {
            transaction.Create(
                Samples.Project(project, parentId: project == 16 ? 15 : null) with { ClientId = project % 3 == 0 ? null : 31 + project % 2 }, project);
        }

        for (var label = 21; label <= 24; label++)
        {
            transaction.Create(new Label { Name = $"Label {label}", Position = label }, label);
        }

        transaction.Create(new Team { Name = "Team", UserIds = [2, 3] }, 41);
    }

    public async Task<List<Entry>> EntriesAsync()
    {
        var view = await Log.OpenAsync(Id);
        var all = new List<Entry>();
        await foreach (var page in view.ScanEntriesAsync(new EntryScan(EntryIndex.Everyone)))
        {
            all.AddRange(page);
        }

        return all;
    }

    public Task<RollupCheckpoint> CheckpointAsync() => Store.ReadCheckpointAsync(Id);
}

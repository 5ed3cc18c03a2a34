using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Members;
using Polychron.Storage.Hosting;
using Polychron.Storage.Scanning;
using Polychron.Storage.Verification;
using Polychron.UseCases.Bootstrap;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Users;
using Polychron.UseCases.Webhooks;
using Polychron.UseCases.Workspaces;

namespace Polychron.Storage.Tests.Operations;

/// <summary>A store with the services that the app has over it.</summary>
internal sealed class StoreUnderTest : IAsyncDisposable
{
    public const string OwnerEmail = "olivia@example.com";
    private readonly ServiceProvider _services;

    private StoreUnderTest(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IClock, TimeProviderClock>()
            .AddSingleton<IRandomSource, SystemRandomSource>()
            .AddSingleton(new WorkQueue(WebhookQueues.Dispatch))
            .AddSingleton(new WorkQueue(WebhookQueues.Deliver))
            .AddSingleton(new WorkQueue(WebhookQueues.Retry))
            .AddPolychronStorage(configuration)
            .AddPolychronLogs()
            .BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public ITableStore Tables => _services.GetRequiredService<ITableStore>();

    public IQueueStore Queues => _services.GetRequiredService<IQueueStore>();

    public IStoreScanner Scanner => _services.GetRequiredService<IStoreScanner>();

    public IStoreTransfer Transfer => _services.GetRequiredService<IStoreTransfer>();

    public IStoreFiles Files => _services.GetRequiredService<IStoreFiles>();

    public IBackups Backups => _services.GetRequiredService<IBackups>();

    public IDirectory Directory => _services.GetRequiredService<IDirectory>();

    public IWorkspaceLog Log => _services.GetRequiredService<IWorkspaceLog>();

    public static StoreUnderTest Embedded(string folder, params (string Name, string Value)[] more) =>
        new([("Polychron:DataPath", folder), .. more]);

    public static StoreUnderTest Account(string connection) => new(("AzureWebJobsStorage", connection));

    /// <summary>Creates an owner, user 1, with workspace 3. Returns its id.</summary>
    public async Task<long> BootstrapAsync(string email = OwnerEmail)
    {
        await BootstrapServer.RunAsync(
            Directory, Log, new SystemRandomSource(), new BootstrapServer.Command("a-token-for-store-tests", email, "Olivia", "Acme"));
        return (await Directory.ListWorkspacesAsync(0, 1))[0].Id;
    }

    /// <summary>Creates a user and puts them into a workspace. Returns the user's id.</summary>
    public async Task<long> AddMemberAsync(long workspaceId, string email)
    {
        var (user, _) = await CreateUser.RunAsync(Directory, new SystemRandomSource(), new CreateUser.Command(email, "Somebody"));
        await SetMember.RunAsync(Directory, Log, new SetMember.Command(workspaceId, user.Id, Role.Member));
        return user.Id;
    }

    public Task<Entry> TrackAsync(long workspaceId, long userId, int hour, string title) =>
        Log.WriteAsync(workspaceId, userId, transaction => CreateEntry.RunAsync(transaction, new CreateEntry.Command
        {
            Start = Instant.FromUtc(2024, 5, 1, 0, 0) + Duration.FromHours(hour),
            End = Instant.FromUtc(2024, 5, 1, 0, 0) + Duration.FromHours(hour + 1),
            Title = title,
        }));

    /// <summary>All rows that an export has: address and value, without what a store says of itself.</summary>
    public async Task<SortedDictionary<string, string>> RowsAsync()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var page in Scanner.RowsAsync(default))
        {
            foreach (var row in page.Where(row => row.Table is not "store" and not "limits"))
            {
                found.Add($"{row.Table}/{row.Partition}/{row.Row.Row}", Convert.ToBase64String(row.Row.Data.Span));
            }
        }

        return found;
    }

    /// <summary>All messages that the store shows, in an order of their own.</summary>
    public async Task<List<string>> MessagesAsync()
    {
        var found = new List<string>();
        await foreach (var page in Scanner.MessagesAsync(default))
        {
            found.AddRange(page.Select(message => $"{message.Queue}: {message.Body}"));
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    public async Task<IReadOnlyList<string>> FaultsAsync() => (await StoreVerifier.RunAsync(Scanner, [], default)).Faults;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

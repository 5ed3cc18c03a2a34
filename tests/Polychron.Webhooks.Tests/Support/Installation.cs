using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Members;
using Polychron.Domain.Webhooks;
using Polychron.Domain.Workspaces;
using Polychron.Testing;
using Polychron.Testing.Storage;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Payloads;

namespace Polychron.Webhooks.Tests.Support;

/// <summary>The stores, the clock and the listeners of a server, which outlive its processes. The workspace has an owner (user 1), a manager (2) and members (3 and 4).</summary>
internal sealed class Installation
{
    public const long Workspace = 7;
    public const long Owner = 1;
    public const long Manager = 2;
    public const long Member = 3;

    public static readonly Instant Start = Instant.FromUtc(2024, 3, 1, 8, 0);

    public InMemoryTableStore Tables { get; } = new();

    public ManualTime Time { get; } = new();

    public InMemoryQueueStore Queues { get; }

    public ScriptedListener Listener { get; } = new();

    public WebhookOptions Options { get; init; } = new() { AllowHttp = true, EnqueueAtOnce = 1 };

    public Installation() => Queues = new InMemoryQueueStore(Time);

    /// <summary>A process over the stores, which lives as long as it may.</summary>
    public Process Begin(CrashPoint? life = null, int seed = 0, double faults = 0) => new(this, life ?? new CrashPoint(), seed, faults);

    /// <summary>A process over a new installation with the workspace in it.</summary>
    public static async Task<(Installation Server, Process Process)> CreateAsync(WebhookOptions? options = null)
    {
        var server = new Installation { Options = (options ?? new WebhookOptions()) with { AllowHttp = true, EnqueueAtOnce = 1 } };
        var process = server.Begin();
        await server.SeedAsync(process);
        return (server, process);
    }

    public Task SeedAsync(Process process) => process.Log.WriteAsync(Workspace, 0, transaction =>
    {
        transaction.Create(
            new Workspace
            {
                Name = "Test",
                OwnerUserId = Owner,
                Plan = WorkspacePlan.Business,
                BillingState = BillingState.Active,
                Currency = "EUR",
                TimeZone = "UTC",
                WeekStart = IsoDayOfWeek.Monday,
            },
            Workspace);
        foreach (var (user, role) in new[] { (Owner, Role.Owner), (Manager, Role.Manager), (Member, Role.Member), (4L, Role.Member) })
        {
            transaction.Create(
                new Member { Name = $"User {user}", Email = $"user{user}@example.com", TimeZone = "UTC", Role = role }, user);
        }

        return ValueTask.FromResult(true);
    });

    /// <summary>The state of a delivery, or null before its first attempt.</summary>
    public Task<DeliveryRecord?> FindAsync(long sequence, long webhook) =>
        new Storage.Webhooks.TableDeliveryLog(Tables).FindAsync(new DeliveryId(Workspace, sequence, webhook));
}

/// <summary>What tests ask of a process.</summary>
internal static class ProcessExtensions
{
    /// <summary>Subscribes an address of its own.</summary>
    public static Task<Webhook> SubscribeAsync(
        this Process process, string url = "https://listener.example.com/a", long user = Installation.Owner, WebhookFilter? filter = null, string? secret = null) =>
        process.Log.WriteAsync(Installation.Workspace, user, transaction => process.Create.RunAsync(transaction, new CreateWebhook.Command
        {
            Url = url,
            Form = NeutralPayload.FormName,
            Filter = filter ?? WebhookFilter.Everything,
            Secret = secret,
        }));

    /// <summary>Creates an entry; its id is the number of its record.</summary>
    public static Task<Entry> TrackAsync(this Process process, long user = Installation.Owner, int minute = 0, string title = "work", long? project = null) =>
        process.Log.WriteAsync(Installation.Workspace, user, transaction => CreateEntry.RunAsync(transaction, new CreateEntry.Command
        {
            Start = Installation.Start + Duration.FromMinutes(minute),
            End = Installation.Start + Duration.FromMinutes(minute + 10),
            Title = title,
            Project = project is { } id ? ProjectReference.ById(id) : null,
        }));
}

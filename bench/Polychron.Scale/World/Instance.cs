using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Polychron.Dialects;
using Polychron.Dialects.RateLimits;
using Polychron.Operator.Maintenance;
using Polychron.Rollups;
using Polychron.Rollups.Functions;
using Polychron.Scale.Time;
using Polychron.Storage.Hosting;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;
using Polychron.Webhooks;
using Polychron.Webhooks.Delivery;
using Polychron.Webhooks.Egress;
using Polychron.Webhooks.Functions;

namespace Polychron.Scale.World;

/// <summary>One instance of the app: its own composition with its own caches, over the account that all share.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <summary>Composes it.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="tables">The tables, as this instance sees them.</param>
    /// <param name="queues">The queues, as this instance sees them.</param>
    /// <param name="seed">Of its random bits.</param>
    /// <param name="listener">Who answers its deliveries.</param>
    public Instance(VirtualTime time, ITableStore tables, IQueueStore queues, int seed, HttpMessageHandler listener)
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IClock, TimeProviderClock>()
            .AddSingleton<IRandomSource>(new SeededBits(seed))
            .AddSingleton(tables)
            .AddSingleton(queues)
            .AddSingleton<IAuthenticator, Authenticator>()
            .AddPolychronLogs()
            .AddPolychronDialects(configuration)
            .AddPolychronWebhooks(configuration)
            .AddPolychronRollups()

            // Everything of a delivery but the socket.
            .AddSingleton(provider => new WebhookSender(
                provider.GetRequiredService<WebhookOptions>(),
                provider.GetRequiredService<EgressRules>(),
                listener,
                provider.GetRequiredService<IClock>(),
                time));
        _services = services.BuildServiceProvider();
        Log = _services.GetRequiredService<IWorkspaceLog>();
        Authenticator = _services.GetRequiredService<IAuthenticator>();
        Limiter = _services.GetRequiredService<RateLimiter>();
        Activity = new ActiveTime(time);
    }

    public IWorkspaceLog Log { get; }

    public IAuthenticator Authenticator { get; }

    public RateLimiter Limiter { get; }

    public ActiveTime Activity { get; }

    /// <summary>A part of the composition.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A class of functions, as the host makes it.</summary>
    public T Functions<T>() => ActivatorUtilities.CreateInstance<T>(_services);

    /// <summary>The functions that queues trigger, by queue.</summary>
    public IEnumerable<(string Queue, Func<string, Task> Run)> QueueFunctions()
    {
        var dispatch = Functions<DispatchFunctions>();
        var deliver = Functions<DeliveryFunctions>();
        var compact = Functions<CompactFunctions>();
        var rebuild = Functions<RebuildFunctions>();
        yield return (UseCases.Webhooks.WebhookQueues.Dispatch, message => dispatch.Dispatch(message, CancellationToken.None));
        yield return (UseCases.Webhooks.WebhookQueues.Deliver, message => deliver.Deliver(message, CancellationToken.None));
        yield return (UseCases.Webhooks.WebhookQueues.Retry, message => deliver.Retry(message, CancellationToken.None));
        yield return (Rollups.Checkpoints.RollupConsumer.Queue, message => compact.Compact(message, CancellationToken.None));
        yield return (RebuildFunctions.Queue, message => rebuild.Rebuild(message, CancellationToken.None));
    }

    /// <summary>The functions that timers trigger each minute, by the second in which they do.</summary>
    public IEnumerable<(string Name, int Second, Func<Task> Run)> MinuteFunctions()
    {
        var news = Functions<NewsSweep>();
        var webhooks = Functions<DispatchFunctions>();
        yield return ("sweep of the news", 15, () => news.Sweep(new(), CancellationToken.None));
        yield return ("sweep of the webhooks", 30, () => webhooks.Sweep(new(), CancellationToken.None));
    }

    /// <summary>Starts what runs beside the functions.</summary>
    public async Task StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Stops what runs beside the functions.</summary>
    public async Task StopAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

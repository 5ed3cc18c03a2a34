using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Delivery;
using Polychron.Webhooks.Dispatch;
using Polychron.Webhooks.Egress;
using Polychron.Webhooks.Payloads;

namespace Polychron.Webhooks;

/// <summary>Adds the webhooks' pipeline to the app.</summary>
public static class WebhookServices
{
    /// <summary>
    /// Adds the pipeline and its use cases. Needs the workspaces' logs, the ports of storage, a <see cref="TimeProvider"/>, a
    /// clock and a source of randomness. Dialects add an <see cref="IPayloadForm"/> each.
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is not acceptable.</exception>
    public static IServiceCollection AddPolychronWebhooks(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(WebhookOptions.Read(configuration))
        .AddSingleton(new WorkQueue(WebhookQueues.Dispatch))
        .AddSingleton(new WorkQueue(WebhookQueues.Deliver))
        .AddSingleton(new WorkQueue(WebhookQueues.Retry))
        .AddSingleton(new WorkQueue(WebhookQueues.Purge))
        .AddSingleton<EgressRules>()
        .AddSingleton<IWebhookUrlRules>(provider => provider.GetRequiredService<EgressRules>())
        .AddSingleton<IHostResolver, SystemHostResolver>()
        .AddSingleton<ISocketOpener, TcpOpener>()
        .AddSingleton<EgressConnector>()
        .AddSingleton<IPayloadForm, NeutralPayload>()
        .AddSingleton<PayloadForms>()
        .AddSingleton<RecordCache>()
        .AddSingleton<DeliveryRoom>()
        .AddSingleton<Postponed>()
        .AddSingleton<Dispatcher>()
        .AddSingleton<Sweep>()
        .AddSingleton<DeliveryPurge>()
        .AddSingleton<RetrySchedule>()
        .AddSingleton<HostGate>()
        .AddSingleton(provider => new WebhookSender(
            provider.GetRequiredService<WebhookOptions>(),
            provider.GetRequiredService<EgressRules>(),
            EgressHandler.Create(provider.GetRequiredService<EgressConnector>(), provider.GetRequiredService<WebhookOptions>()),
            provider.GetRequiredService<IClock>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<DeliveryMeter>()))
        .AddSingleton<DeliveryMeter>()
        .AddSingleton<Settlement>()
        .AddSingleton<Deliverer>()
        .AddSingleton(provider => new WebhookPipeline(
            provider.GetRequiredService<Dispatcher>(),
            provider.GetRequiredService<Sweep>(),
            provider.GetRequiredService<Deliverer>(),
            provider.GetRequiredService<DeliveryPurge>()))
        .AddSingleton<IWebhookPinger, WebhookPinger>()
        .AddSingleton<CreateWebhook>()
        .AddSingleton<UpdateWebhook>()
        .AddSingleton<ReplayDeliveries>()
        .AddSingleton<ILogConsumer, WebhookConsumer>()
        .AddSingleton<WakeUp>()
        .AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<WakeUp>())
        .AddHostedService(provider => provider.GetRequiredService<WakeUp>());
}

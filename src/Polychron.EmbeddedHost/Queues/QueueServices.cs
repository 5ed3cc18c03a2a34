using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Polychron.EmbeddedHost.Discovery;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.EmbeddedHost.Queues;

/// <summary>Registers what runs queue functions.</summary>
internal static class QueueServices
{
    private static readonly object InnerKey = new();

    /// <summary>Adds the pump and puts the waking store in front of the app's own.</summary>
    /// <exception cref="FunctionDeclarationException">There are queue functions and no queue store.</exception>
    public static void Add(IServiceCollection services, IReadOnlyList<FunctionDescriptor> functions, QueueSettings settings)
    {
        var listening = functions.Where(function => function.Trigger is QueueFunctionTrigger).ToArray();
        if (listening.Length == 0)
        {
            return;
        }

        var original = services.LastOrDefault(service => service.ServiceType == typeof(IQueueStore) && !service.IsKeyedService)
            ?? throw new FunctionDeclarationException([$"Function '{listening[0].Name}' ({listening[0].EntryPoint}): it listens to a queue, but no {nameof(IQueueStore)} is registered as a service."]);

        var queues = listening.Select(function => ((QueueFunctionTrigger)function.Trigger).Queue).ToArray();

        // The app's own registration stays, under a key, so that the container makes and disposes its store as before.
        services.Add(Keyed(original));
        services.Replace(ServiceDescriptor.Singleton<IQueueStore>(provider =>
            new WakingQueueStore(provider.GetRequiredKeyedService<IQueueStore>(InnerKey), provider.GetRequiredService<QueueSignals>())));
        services.AddSingleton(provider => new QueueSignals(queues, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(settings);
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<QueuePump>(provider, (object)listening));
    }

    private static ServiceDescriptor Keyed(ServiceDescriptor original)
    {
        if (original.ImplementationInstance is { } instance)
        {
            return new ServiceDescriptor(typeof(IQueueStore), InnerKey, instance);
        }

        return original.ImplementationFactory is { } factory
            ? new ServiceDescriptor(typeof(IQueueStore), InnerKey, (provider, _) => factory(provider), original.Lifetime)
            : new ServiceDescriptor(typeof(IQueueStore), InnerKey, original.ImplementationType!, original.Lifetime);
    }
}

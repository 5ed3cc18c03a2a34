using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Timely;
using Polychron.Dialects.Timing;
using Polychron.Webhooks;

namespace Polychron.Dialects.Timespace.Tests.Support;

/// <summary>The dialect in the embedded host, with the webhooks behind it and beside two others that write the same data.</summary>
public class TimespaceApp : AppUnderTest
{
    public TimespaceApp()
        : this([])
    {
    }

    protected TimespaceApp(params string[] more)
        : base(["--Polychron:RateLimits:Enabled=false", .. more])
    {
    }

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services
        .AddPolychronWebhooks(configuration)
        .AddTimespaceDialect()
        .AddTimingDialect()
        .AddTimelyDialect();
}

/// <summary>All tests that use the one shared app run one after the other, each in clouds of its own.</summary>
[CollectionDefinition(Name)]
public sealed class TimespaceAppTests : ICollectionFixture<TimespaceApp>
{
    public const string Name = "Timespace app";
}

/// <summary>An app of their own for tests that subscribe hooks, whose dispatch goes on in the background.</summary>
public sealed class HookedApp : TimespaceApp;

/// <inheritdoc cref="HookedApp"/>
[CollectionDefinition(Name)]
public sealed class HookTests : ICollectionFixture<HookedApp>
{
    public const string Name = "Timespace hooks";
}

/// <summary>An app whose hooks may be addresses of this machine.</summary>
public sealed class ListeningApp() : TimespaceApp("--Polychron:Webhooks:AllowHttp=true", "--Polychron:Webhooks:AllowLoopback=true");

/// <inheritdoc cref="ListeningApp"/>
[CollectionDefinition(Name)]
public sealed class DeliveryTestsOfHooks : ICollectionFixture<ListeningApp>
{
    public const string Name = "Timespace deliveries";
}

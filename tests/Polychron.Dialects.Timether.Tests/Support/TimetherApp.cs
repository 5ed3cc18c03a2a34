using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Timely;
using Polychron.Dialects.Timing;
using Polychron.Webhooks;

namespace Polychron.Dialects.Timether.Tests.Support;

/// <summary>The dialect in the embedded host, beside the two others that write entries, with the webhooks behind them.</summary>
public class TimetherApp : AppUnderTest
{
    public TimetherApp()
        : this([])
    {
    }

    protected TimetherApp(params string[] more)
        : base(["--Polychron:RateLimits:Enabled=false", .. more])
    {
    }

    protected override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddTimetherDialect().AddTimingDialect().AddTimelyDialect().AddPolychronWebhooks(configuration);
}

[CollectionDefinition(Name)]
public sealed class TimetherAppTests : ICollectionFixture<TimetherApp>
{
    public const string Name = "Timether app";
}

/// <summary>An app of their own for tests that count storage operations: nothing else goes on in it, and no other test beside them.</summary>
public sealed class QuietApp : TimetherApp;

/// <inheritdoc cref="QuietApp"/>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class QuietAppTests : ICollectionFixture<QuietApp>
{
    public const string Name = "Timether app without webhooks";
}

/// <summary>An app whose webhooks may be addresses of this machine, and whose time tests move.</summary>
public sealed class ListeningApp() : TimetherApp("--Polychron:Webhooks:AllowHttp=true", "--Polychron:Webhooks:AllowLoopback=true");

/// <inheritdoc cref="ListeningApp"/>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ListeningAppTests : ICollectionFixture<ListeningApp>
{
    public const string Name = "Timether webhooks";
}

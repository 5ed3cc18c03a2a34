using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Timing;
using Polychron.Webhooks;

namespace Polychron.Dialects.Timely.Tests.Support;

/// <summary>The dialect in the embedded host, beside the Timing dialect, which reads and writes the same data.</summary>
public sealed class TimelyApp : AppUnderTest
{
    public TimelyApp()
        : this("--Polychron:RateLimits:Enabled=false", "--Polychron:Webhooks:AllowHttp=true", "--Polychron:Webhooks:AllowLoopback=true")
    {
    }

    private TimelyApp(params string[] settings)
        : base(settings)
    {
    }

    /// <summary>An app of its own for one test, with rate limits.</summary>
    public static TimelyApp Limited() => new([]);

    protected override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddTimelyDialect().AddTimingDialect().AddPolychronWebhooks(configuration);
}

/// <summary>All tests that use the one shared app run one after the other, each in a workspace of its own.</summary>
[CollectionDefinition(Name)]
public sealed class TimelyAppTests : ICollectionFixture<TimelyApp>
{
    public const string Name = "Timely app";
}

/// <summary>The same with an app of its own whose time the tests move, so that others can say what time it is. Beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MovingTimelyAppTests : ICollectionFixture<TimelyApp>
{
    public const string Name = "Timely app whose time moves";
}

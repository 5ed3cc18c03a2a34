using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Timely;
using Polychron.Dialects.Timing;
using Polychron.Operator;
using Polychron.Webhooks;

namespace Polychron.Dialects.Timedash.Tests.Support;

/// <summary>The dialect in the embedded host, beside others that show the same data.</summary>
public sealed class TimedashApp : AppUnderTest
{
    public const string OperatorKey = "an-operator-key-for-tests";

    public TimedashApp()
        : this("--Polychron:RateLimits:Enabled=false")
    {
    }

    private TimedashApp(params string[] settings)
        : base([$"--Polychron:OperatorKey={OperatorKey}", .. settings])
    {
    }

    /// <summary>An app of its own for one test, with rate limits.</summary>
    public static TimedashApp Limited() => new([]);

    /// <summary>An app of its own for one test, which takes plain HTTP.</summary>
    public static TimedashApp WithHttp() => new("--Polychron:Timedash:AllowHttp=true");

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services
        .AddPolychronOperator(configuration).AddTimingDialect().AddTimelyDialect().AddPolychronWebhooks(configuration).AddTimedashDialect(configuration);
}

/// <summary>All tests that use the one shared app run one after the other, each in a workspace of its own.</summary>
[CollectionDefinition(Name)]
public sealed class TimedashAppTests : ICollectionFixture<TimedashApp>
{
    public const string Name = "Timedash app";
}

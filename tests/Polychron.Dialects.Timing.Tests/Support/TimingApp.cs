using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Polychron.Dialects.Timing.Tests.Support;

/// <summary>The dialect in the embedded host.</summary>
public sealed class TimingApp : AppUnderTest
{
    public TimingApp()
        : this("--Polychron:RateLimits:Enabled=false")
    {
    }

    private TimingApp(params string[] settings)
        : base(settings)
    {
    }

    /// <summary>An app of its own for one test, with rate limits.</summary>
    public static TimingApp Limited() => new([]);

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services.AddTimingDialect();
}

/// <summary>All tests that use the one shared app run one after the other, each in a workspace of its own.</summary>
[CollectionDefinition(Name)]
public sealed class TimingAppTests : ICollectionFixture<TimingApp>
{
    public const string Name = "Timing app";
}

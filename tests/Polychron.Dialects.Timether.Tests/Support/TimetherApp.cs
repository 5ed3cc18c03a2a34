using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Timely;
using Polychron.Dialects.Timing;
using Polychron.Testing.App;
using Polychron.Webhooks;

namespace Polychron.Dialects.Timether.Tests.Support;

/// <summary>The dialect in the embedded host, beside the two others that write entries.</summary>
public sealed class TimetherApp() : AppUnderTest("--Polychron:RateLimits:Enabled=false")
{
    protected override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddTimetherDialect().AddTimingDialect().AddTimelyDialect().AddPolychronWebhooks(configuration);
}

[CollectionDefinition(Name)]
public sealed class TimetherAppTests : ICollectionFixture<TimetherApp>
{
    public const string Name = "Timether app";
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Polychron.Dialects.Gate;
using Polychron.Storage.Hosting;
using Polychron.Testing;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.Webhooks;

namespace Polychron.Dialects.Timely.Tests.Support;

/// <summary>The dialect in the embedded host, on a free port of the loopback interface, over an embedded store in a temporary folder.</summary>
public sealed class TimelyApp : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly string[] settings;
    private IHost? host;

    public TimelyApp()
        : this("--Polychron:RateLimits:Enabled=false", "--Polychron:Webhooks:AllowHttp=true", "--Polychron:Webhooks:AllowLoopback=true")
    {
    }

    private TimelyApp(params string[] settings) => this.settings = settings;

    /// <summary>An app of its own for one test, with rate limits.</summary>
    public static TimelyApp Limited() => new([]);

    /// <summary>Stands at noon of 1 March 2024, UTC, until a test moves it; it never goes back.</summary>
    public ManualTime Time { get; } = new();

    public Instant Now => Services.GetRequiredService<IClock>().GetCurrentInstant();

    public IServiceProvider Services => host!.Services;

    public IDirectory Directory => Services.GetRequiredService<IDirectory>();

    public IWorkspaceLog Log => Services.GetRequiredService<IWorkspaceLog>();

    public IRandomSource Random => Services.GetRequiredService<IRandomSource>();

    public Uri Root { get; private set; } = null!;

    /// <summary>Speaks HTTP to the app: no redirects are followed, so that they can be looked at.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public async Task InitializeAsync()
    {
        var builder = FunctionsApplication.CreateBuilder(
            ["--urls=http://127.0.0.1:0", $"--Polychron:DataPath={folder.Path}", .. settings]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<DialectMiddleware>();
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IClock, TimeProviderClock>()
            .AddSingleton<IRandomSource, SystemRandomSource>()
            .AddSingleton<IAuthenticator, Authenticator>()
            .AddPolychronStorage(builder.Configuration)
            .AddPolychronLogs()
            .AddPolychronDialects(builder.Configuration)
            .AddPolychronWebhooks(builder.Configuration)
            .AddTimelyDialect();
        host = builder.Build();
        await host.StartAsync();
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Root = new Uri(address);
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (host is not null)
        {
            await host.StopAsync();
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        folder.Dispose();
    }
}

/// <summary>All tests that use the one shared app run one after the other, each in a workspace of its own.</summary>
[CollectionDefinition(Name)]
public sealed class TimelyAppTests : ICollectionFixture<TimelyApp>
{
    public const string Name = "Timely app";
}

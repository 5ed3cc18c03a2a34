using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Polychron.Dialects;
using Polychron.Dialects.Gate;
using Polychron.Storage.Hosting;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Xunit;

namespace Polychron.Testing.App;

/// <summary>
/// Functions in the embedded host, on a free port of the loopback interface, over an embedded store in a temporary folder.
/// A test project derives from it and adds what it tests.
/// </summary>
public abstract class AppUnderTest(params string[] settings) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private IHost? _host;

    /// <summary>Stands at noon of 1 March 2024, UTC, until a test moves it; it never goes back.</summary>
    public ManualTime Time { get; } = new();

    public Instant Now => Services.GetRequiredService<IClock>().GetCurrentInstant();

    public IServiceProvider Services => _host!.Services;

    public IDirectory Directory => Services.GetRequiredService<IDirectory>();

    public IWorkspaceLog Log => Services.GetRequiredService<IWorkspaceLog>();

    public IRandomSource Random => Services.GetRequiredService<IRandomSource>();

    public Uri Root { get; private set; } = null!;

    /// <summary>Speaks HTTP to the app: no redirects are followed, so that they can be looked at.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    });

    public async Task InitializeAsync()
    {
        var builder = FunctionsApplication.CreateBuilder(
            ["--urls=http://127.0.0.1:0", $"--Polychron:DataPath={_folder.Path}", .. settings]);
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
            .AddPolychronDialects(builder.Configuration);
        Add(builder.Services, builder.Configuration);
        _host = builder.Build();
        await _host.StartAsync();
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Root = new Uri(address);
        Http.BaseAddress = Root;
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (_host is not null)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>Adds what is under test.</summary>
    protected abstract void Add(IServiceCollection services, IConfiguration configuration);
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Hosting;
using Polychron.UseCases.Ports.Ambient;

namespace Polychron.EmbeddedHost.Tests.Support;

/// <summary>A real host on a free port of the loopback interface, with the test's own function classes.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly IHost host;
    private readonly string folder;

    private TestApp(IHost host, string folder, RecordingLoggerProvider log)
    {
        this.host = host;
        this.folder = folder;
        Log = log;
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public RecordingLoggerProvider Log { get; }

    public IServiceProvider Services => host.Services;

    public static async Task<TestApp> Start(
        Type[] functions,
        Action<FunctionsApplicationBuilder>? configure = null,
        string hostJson = """{"version":"2.0","extensions":{"http":{"routePrefix":""}}}""",
        string? localSettings = null,
        params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("polychron-host-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "host.json"), hostJson);
        if (localSettings is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "local.settings.json"), localSettings);
        }

        var log = new RecordingLoggerProvider();
        var host = BuildHost(functions, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            configure?.Invoke(builder);
        }, folder, ["--urls", "http://127.0.0.1:0", .. args]);
        await host.StartAsync();
        return new TestApp(host, folder, log);
    }

    public static IHost BuildHost(Type[] functions, Action<FunctionsApplicationBuilder>? configure = null, string? folder = null, params string[] args)
    {
        var builder = new FunctionsApplicationBuilder(args, new EmbeddedHostSettings
        {
            ContentRoot = folder ?? AppContext.BaseDirectory,
            FunctionClasses = functions,
        });
        builder.ConfigureFunctionsWebApplication();
        configure?.Invoke(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        return builder.Build();
    }

    public Task Stop(CancellationToken cancellation = default) => host.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

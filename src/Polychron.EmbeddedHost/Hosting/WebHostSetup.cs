using System.Collections.ObjectModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Polychron.Settings;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>Prepares the web application underneath: configuration, logging, server.</summary>
internal static class WebHostSetup
{
    /// <summary>An empty web application builder with what a functions app needs and nothing more, for a quick start.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args, EmbeddedHostSettings settings)
    {
        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = settings.ContentRoot });

        // The later wins: what a deployment sets beats the developer's file, and the command line beats both.
        web.Configuration
            .AddInMemoryCollection(HostDefaults.Settings)
            .AddInMemoryCollection(ReadFile(web, () => HostJson.Load(settings.ContentRoot)))
            .AddInMemoryCollection(ReadFile(web, () => LocalSettings.Load(settings.ContentRoot)))
            .AddEnvironmentVariables()
            .AddCommandLine(args);
        web.Services.AddSingleton(ServerAddress.Group).AddSingleton(HostSettings.Group).AddSingleton(HostJsonSettings.Group);
        AddConsoleLog(web);
        web.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            HostLimits.Apply(kestrel.Limits, HostSettings.MaxConnections.Read(web.Configuration));
        });

        // The line with the address says that the host is up; the lifetime's other lines say no more.
        web.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        return web;
    }

    /// <summary>Settles where to listen: <c>--urls</c>, else <c>ASPNETCORE_URLS</c>, else the default.</summary>
    public static void UseConfiguredUrls(WebApplicationBuilder web) =>
        web.WebHost.UseUrls(ServerAddress.Read(web.Configuration));

    // A file that cannot be read is told of together with all else that is wrong, before anything is opened.
    private static IReadOnlyDictionary<string, string?> ReadFile(WebApplicationBuilder web, Func<IReadOnlyDictionary<string, string?>> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException wrong)
        {
            web.Services.AddSingleton(SettingGroup.OfFile(wrong.Message));
            return ReadOnlyDictionary<string, string?>.Empty;
        }
    }

    // Configured before AddConsole, which adds what "Logging:Console" says: the later one wins.
    private static void AddConsoleLog(WebApplicationBuilder web)
    {
        const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

        // Without a name the console ignores the formatters' options.
        web.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = ConsoleFormatterNames.Simple);
        web.Services.Configure<SimpleConsoleFormatterOptions>(simple =>
        {
            simple.SingleLine = true;
            simple.UseUtcTimestamp = true;
            simple.TimestampFormat = InstantFormat + " ";
        });
        web.Services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = InstantFormat;
        });
        web.Logging.AddConfiguration(web.Configuration.GetSection("Logging")).AddConsole();
    }
}

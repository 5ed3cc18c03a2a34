using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Composes an app of functions: its configuration, services and middleware.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];
    private readonly EmbeddedHostSettings settings;
    private readonly WebApplicationBuilder web;
    private bool built;
    private bool http;

    internal FunctionsApplicationBuilder(string[]? args, EmbeddedHostSettings? settings = null)
    {
        this.settings = settings ?? new EmbeddedHostSettings();
        web = WebHostSetup.CreateBuilder(args ?? [], this.settings);
    }

    /// <inheritdoc />
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    /// <summary>The configuration: defaults, local.settings.json, environment variables, the command line.</summary>
    public ConfigurationManager Configuration => web.Configuration;

    /// <inheritdoc />
    IConfigurationManager IHostApplicationBuilder.Configuration => web.Configuration;

    /// <inheritdoc />
    public IHostEnvironment Environment => web.Environment;

    /// <inheritdoc />
    public ILoggingBuilder Logging => web.Logging;

    /// <inheritdoc />
    public IMetricsBuilder Metrics => web.Metrics;

    /// <inheritdoc cref="IHostApplicationBuilder.Services" />
    public IServiceCollection Services => web.Services;

    /// <summary>Finds and checks the functions and builds the host that runs them. Can be called once.</summary>
    /// <exception cref="InvalidOperationException">The app is built already, or functions cannot be run; the message names them.</exception>
    public IHost Build()
    {
        RequireNotBuilt();
        built = true;
        return FunctionsHostBuilder.Build(web, settings, middleware, http);
    }

    /// <inheritdoc />
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    /// <inheritdoc />
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        RequireNotBuilt();
        this.middleware.Add(middleware);
        return this;
    }

    internal void EnableHttp() => http = true;

    private void RequireNotBuilt()
    {
        if (built)
        {
            throw new InvalidOperationException("The application has already been built.");
        }
    }
}

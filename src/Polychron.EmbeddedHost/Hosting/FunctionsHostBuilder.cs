using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Discovery;
using Polychron.EmbeddedHost.Http;
using Polychron.EmbeddedHost.Invocation;
using Polychron.EmbeddedHost.Queues;
using Polychron.EmbeddedHost.Timers;
using Polychron.Settings;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>Puts the found functions, the middleware and the web application together.</summary>
internal static partial class FunctionsHostBuilder
{
    /// <summary>Builds the host.</summary>
    /// <exception cref="FunctionDeclarationException">A function cannot be run as it is declared.</exception>
    /// <exception cref="SettingException">A setting of the host is not acceptable, or a file of settings cannot be read.</exception>
    public static IHost Build(
        WebApplicationBuilder web,
        EmbeddedHostSettings settings,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        bool httpEnabled)
    {
        if (SettingReport.Of(web.Configuration, SettingGroup.Registered(web.Services)).Errors is { Count: > 0 } errors)
        {
            throw new SettingException(errors);
        }

        var functions = settings.FunctionClasses is { } classes
            ? FunctionDiscovery.Discover(classes)
            : FunctionDiscovery.Discover(settings.Assemblies ?? FunctionAssemblies.OfTheApp());
        if (!httpEnabled && functions.FirstOrDefault(function => function.Trigger is HttpFunctionTrigger) is { } unserved)
        {
            throw new FunctionDeclarationException(
                [$"Function '{unserved.Name}': HTTP functions need builder.ConfigureFunctionsWebApplication()."]);
        }

        AddServices(web.Services, functions, new InvocationPipeline(middleware));
        AddDrain(web.Services, TimeSpan.FromSeconds(HostSettings.DrainSeconds.Read(web.Configuration)));
        QueueServices.Add(web.Services, functions, QueueSettings.From(web.Configuration));
        TimerServices.Add(web.Services, functions, web.Configuration);
        WebHostSetup.UseConfiguredUrls(web);
        var app = web.Build();
        ConstructorCheck.Check(functions, app.Services.GetRequiredService<IServiceProviderIsService>());
        MapHttp(app, functions, HostJson.RoutePrefix(web.Configuration));
        LogFunctions(app, functions);
        return app;
    }

    private static void AddServices(IServiceCollection services, IReadOnlyList<FunctionDescriptor> functions, InvocationPipeline pipeline)
    {
        services.AddRouting();
        services.AddSingleton(pipeline);
        services.AddSingleton<BackgroundInvoker>();
        services.AddSingleton<InvocationIds>();
        services.AddSingleton<RequestLog>();
        services.AddSingleton<HttpFailures>();
        services.AddSingleton<UnmatchedRequests>();
        if (functions.Any(ReturnsActionResult))
        {
            // The executors of action results; left out otherwise, since they cost start-up time.
            services.AddMvcCore();
        }
    }

    private static void AddDrain(IServiceCollection services, TimeSpan drain) => services.Configure<HostOptions>(host =>
    {
        host.ShutdownTimeout = drain;

        // One after the other, a request that takes long would leave messages and timers no time.
        host.ServicesStopConcurrently = true;
    });

    private static bool ReturnsActionResult(FunctionDescriptor function)
    {
        var type = function.Method.ReturnType;
        return type.IsAssignableTo(typeof(IActionResult))
            || (type.IsGenericType && type.GetGenericArguments()[0].IsAssignableTo(typeof(IActionResult)));
    }

    private static void LogFunctions(WebApplication app, IReadOnlyList<FunctionDescriptor> functions) => Serving(
        app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Polychron.Host"),
        functions.Count(function => function.Trigger is HttpFunctionTrigger),
        functions.Count(function => function.Trigger is QueueFunctionTrigger),
        functions.Count(function => function.Trigger is TimerFunctionTrigger));

    [LoggerMessage(50, LogLevel.Information, "Functions: {Http} for HTTP, {Queue} for queues, {Timer} for timers")]
    private static partial void Serving(ILogger logger, int http, int queue, int timer);

    private static void MapHttp(WebApplication app, IReadOnlyList<FunctionDescriptor> functions, string routePrefix)
    {
        var pipeline = app.Services.GetRequiredService<InvocationPipeline>();
        var ids = app.Services.GetRequiredService<InvocationIds>();
        var failures = app.Services.GetRequiredService<HttpFailures>();
        var endpoints = FunctionEndpoints.Build(
            functions,
            routePrefix,
            app.Services.GetRequiredService<ParameterPolicyFactory>(),
            function => new HttpFunctionHandler(function, pipeline, ids, failures).Handle);
        ((IEndpointRouteBuilder)app).DataSources.Add(new FunctionEndpointSource(endpoints));
        app.Use(UnreadBodies.Wrap);
        app.Use(app.Services.GetRequiredService<UnmatchedRequests>().Wrap);
    }
}

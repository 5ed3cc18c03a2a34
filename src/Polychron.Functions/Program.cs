using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Polychron.Dialects;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Timedash;
using Polychron.Dialects.Timely;
using Polychron.Dialects.Timether;
using Polychron.Dialects.Timespace;
using Polychron.Dialects.Timing;
using Polychron.Functions;
using Polychron.Functions.Telemetry;
using Polychron.Import;
using Polychron.OAuth;
using Polychron.Operator;
using Polychron.Rollups;
using Polychron.Storage.Hosting;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Ambient;
using Polychron.Webhooks;

// The words after a command are the command's; settings come from the environment and the files then.
var isCommand = CommandLine.IsCommand(args);
var builder = FunctionsApplication.CreateBuilder(isCommand ? [] : args);
builder.ConfigureFunctionsWebApplication();
if (!AppSettings.Check(builder.Services, builder.Configuration))
{
    return AppSettings.NotAcceptable;
}

builder.UseMiddleware<DialectMiddleware>();

#pragma warning disable RS0030 // The composition root: the one place that names the system clock.
builder.Services.AddSingleton(TimeProvider.System);
#pragma warning restore RS0030
builder.Services.AddSingleton<IClock, TimeProviderClock>();
builder.Services.AddSingleton<IRandomSource, SystemRandomSource>();
builder.Services.AddSingleton<IAuthenticator, Authenticator>();

builder.Services.AddPolychronStorage(builder.Configuration);
builder.Services.AddPolychronLogs();
builder.Services.AddPolychronDialects(builder.Configuration);
builder.Services.AddPolychronOperator(builder.Configuration);
builder.Services.AddTimingDialect();
builder.Services.AddTimelyDialect();
builder.Services.AddTimetherDialect();
builder.Services.AddTimespaceDialect();
builder.Services.AddTimedashDialect(builder.Configuration);
builder.Services.AddPolychronOAuth();
builder.Services.AddPolychronImport(builder.Configuration);
builder.Services.AddPolychronWebhooks(builder.Configuration);
builder.Services.AddPolychronRollups();
builder.Services.AddOtlpExport(builder.Configuration);

if (isCommand)
{
    return await CommandLine.RunAsync(args, builder.Services, builder.Configuration);
}

await builder.Build().RunAsync();
return 0;

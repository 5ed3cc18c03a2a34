using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Polychron.Dialects;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Timedash;
using Polychron.Dialects.Timely;
using Polychron.Dialects.Timether;
using Polychron.Dialects.Timing;
using Polychron.OAuth;
using Polychron.Operator;
using Polychron.Storage.Hosting;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Ambient;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
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
builder.Services.AddTimedashDialect(builder.Configuration);
builder.Services.AddPolychronOAuth();

builder.Build().Run();

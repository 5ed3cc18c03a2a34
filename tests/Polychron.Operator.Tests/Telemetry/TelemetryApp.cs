using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polychron.Rollups;
using Polychron.Testing.App.Telemetry;
using Polychron.Webhooks;

namespace Polychron.Operator.Tests.Telemetry;

/// <summary>All that measures something, in the embedded host, with its log kept.</summary>
public sealed class TelemetryApp : OperatorApp
{
    public TelemetryApp()
        : base($"--Polychron:OperatorKey={Key}", "--Polychron:RateLimits:Enabled=false", "--Logging:LogLevel:Polychron=Debug")
    {
    }

    public StructuredLog Lines { get; } = new();

    public IMeterFactory Meters => Services.GetRequiredService<IMeterFactory>();

    protected override void Add(IServiceCollection services, IConfiguration configuration)
    {
        base.Add(services, configuration);
        services.AddPolychronWebhooks(configuration).AddPolychronRollups();
        services.AddLogging(logging => logging.AddProvider(Lines));
    }
}

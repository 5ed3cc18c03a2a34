using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Operator.Health;
using Polychron.Operator.Wire;
using Polychron.UseCases.Ports.Health;

namespace Polychron.Operator.Functions;

/// <summary>What waits, for whoever runs the server.</summary>
public sealed class HealthFunctions(IHealthStore store, HealthReport report, IClock clock)
{
    /// <summary>
    /// The figures of the last measurement, with what each one means. One point read; where the last measurement is older than
    /// <see cref="HealthGauges.Lifetime"/>, it is made anew.
    /// </summary>
    [Function("OperatorHealthShow")]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/health")] HttpRequest request,
        CancellationToken cancellation)
    {
        var last = await store.ReadAsync(cancellation);
        var oldest = clock.GetCurrentInstant() - Duration.FromTimeSpan(HealthGauges.Lifetime);
        return HealthReply.Ok(last is not null && last.MeasuredAt >= oldest ? last : await report.RunAsync(cancellation));
    }
}

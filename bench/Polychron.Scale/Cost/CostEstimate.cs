using Polychron.Scale.Trials;

namespace Polychron.Scale.Cost;

/// <summary>What a million requests cost, in US dollars, with what they set off in the background.</summary>
/// <param name="Tables">Operations of tables.</param>
/// <param name="Queues">Operations of queues.</param>
/// <param name="Executions">Executions of functions.</param>
/// <param name="Compute">The time in which instances were active.</param>
internal sealed record CostEstimate(double Tables, double Queues, double Executions, double Compute)
{
    private const double Million = 1_000_000;
    private const double PriceUnit = 10_000;

    /// <summary>All of it.</summary>
    public double Total => Tables + Queues + Executions + Compute;

    /// <summary>Estimates it from a trial. Requests that the service refused as busy are not charged.</summary>
    public static CostEstimate Of(TrialResult result, Prices prices)
    {
        var scale = Million / Math.Max(1, result.Requests);
        return new CostEstimate(
            (result.Front.TableOperations + result.Back.TableOperations) * scale / PriceUnit * prices.TableOperations,
            (result.Front.QueueOperations + result.Back.QueueOperations) * scale / PriceUnit * prices.QueueOperations,
            result.Executions * scale / Million * prices.Executions,
            result.ActiveSeconds * prices.Gigabytes * scale * prices.GigabyteSecond);
    }
}

using System.Net;
using Polychron.Scale.Service;
using Polychron.Scale.Time;

namespace Polychron.Scale.World;

/// <summary>All listeners of webhooks: each takes its time and says yes.</summary>
internal sealed class SimulatedListener(VirtualTime time, Latency latency, int seed) : HttpMessageHandler
{
    private readonly Random _dice = new(seed);

    /// <summary>Deliveries that were answered.</summary>
    public long Answered { get; private set; }

    /// <summary>Counts from here on.</summary>
    public void Reset() => Answered = 0;

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await time.Delay(latency.Draw(_dice)).ConfigureAwait(false);
        Answered++;
        return new HttpResponseMessage(HttpStatusCode.OK);
    }
}

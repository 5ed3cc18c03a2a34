using System.Diagnostics;
using System.Net;

namespace Polychron.Webhooks.Egress;

/// <summary>Makes the one message handler through which deliveries leave.</summary>
internal static class EgressHandler
{
    private const int MaxHeaderKilobytes = 32;
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A handler that connects through <paramref name="connector"/>, follows no redirect, uses no proxy and keeps no cookies:
    /// each of them would be a way around the connector, or from one listener to another.
    /// </summary>
    public static SocketsHttpHandler Create(EgressConnector connector, WebhookOptions options) => new()
    {
        ConnectCallback = (context, cancellation) => connector.ConnectAsync(context.DnsEndPoint, cancellation),
        ConnectTimeout = options.ConnectTimeout,
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = options.PerHost,
        MaxResponseHeadersLength = MaxHeaderKilobytes,

        // A name that has moved is followed after a while, and what we are traced by stays inside.
        PooledConnectionLifetime = ConnectionLifetime,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),

        // What is not read of a response is dropped with its connection, not waited for.
        ResponseDrainTimeout = TimeSpan.Zero,
    };
}

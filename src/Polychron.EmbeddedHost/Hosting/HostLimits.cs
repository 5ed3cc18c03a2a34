using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>What the server takes of a connection before any function sees a request. On Azure the platform has such limits.</summary>
internal static class HostLimits
{
    /// <summary>The most bytes of method, path and query.</summary>
    public const int MaxRequestLineBytes = 8 * 1024;

    /// <summary>The most bytes of all headers.</summary>
    public const int MaxHeaderBytes = 32 * 1024;

    /// <summary>The most headers.</summary>
    public const int MaxHeaders = 100;

    /// <summary>How long the headers of a request may take to arrive.</summary>
    public static TimeSpan HeadersTimeout { get; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may be idle between two requests.</summary>
    public static TimeSpan KeepAliveTimeout { get; } = TimeSpan.FromSeconds(130);

    /// <summary>What a body (or the reader of a response) has to keep up with, on average, after a time of grace; who is slower is disconnected.</summary>
    public static MinDataRate MinDataRate { get; } = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    /// <summary>Sets them.</summary>
    public static void Apply(KestrelServerLimits limits, int maxConnections)
    {
        limits.MaxRequestBodySize = HostDefaults.MaxRequestBodyBytes;
        limits.MaxRequestLineSize = MaxRequestLineBytes;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestHeaderCount = MaxHeaders;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.KeepAliveTimeout = KeepAliveTimeout;
        limits.MinRequestBodyDataRate = MinDataRate;
        limits.MinResponseDataRate = MinDataRate;
        limits.MaxConcurrentConnections = maxConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
    }
}

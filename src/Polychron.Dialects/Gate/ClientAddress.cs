using System.Net;
using Microsoft.AspNetCore.Http;

namespace Polychron.Dialects.Gate;

/// <summary>The address that a request comes from, as a key for counting.</summary>
internal static class ClientAddress
{
    /// <summary>
    /// The peer's address; if the peer is on this machine (a reverse proxy, the Functions host) the last one in
    /// X-Forwarded-For, which that peer wrote itself. An IPv6 address is cut to its /64, which one subscriber has whole.
    /// </summary>
    public static IPAddress Of(HttpContext http)
    {
        var peer = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (IPAddress.IsLoopback(peer))
        {
            peer = Forwarded(http.Request) ?? peer;
        }

        return Cut(peer);
    }

    private static IPAddress? Forwarded(HttpRequest request)
    {
        var lines = request.Headers["X-Forwarded-For"];
        if (lines.Count == 0 || lines[^1] is not { } line)
        {
            return null;
        }

        var last = line.AsSpan(line.LastIndexOf(',') + 1).Trim();
        return IPEndPoint.TryParse(last, out var endpoint) ? endpoint.Address : null;
    }

    private static IPAddress Cut(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var length) || length != 16)
        {
            return address;
        }

        bytes[8..].Clear();
        return new IPAddress(bytes);
    }
}

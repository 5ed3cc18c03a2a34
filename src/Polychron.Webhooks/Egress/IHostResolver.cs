using System.Net;

namespace Polychron.Webhooks.Egress;

/// <summary>Turns a host's name into its addresses.</summary>
internal interface IHostResolver
{
    /// <summary>All addresses of a host.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such host, or nobody answered.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation);
}

/// <summary>The system's resolver.</summary>
internal sealed class SystemHostResolver : IHostResolver
{
    /// <inheritdoc />
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) => Dns.GetHostAddressesAsync(host, cancellation);
}

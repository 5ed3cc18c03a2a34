using System.Net;
using System.Net.Sockets;

namespace Polychron.Webhooks.Egress;

/// <summary>
/// Makes the connections of deliveries. A name is resolved once, all its addresses are judged, and the connection goes to an
/// address that was judged: a name that points elsewhere a moment later changes nothing. TLS is above it and checks the name.
/// </summary>
internal sealed class EgressConnector(EgressRules rules, IHostResolver resolver, ISocketOpener opener)
{
    /// <summary>Connects to a host, trying its addresses in their order.</summary>
    /// <exception cref="EgressRefusedException">One of the host's addresses is forbidden.</exception>
    /// <exception cref="SocketException">The host has no address or does not answer.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host.Host, out var literal)
            ? [literal]
            : await resolver.ResolveAsync(host.Host, cancellation).ConfigureAwait(false);

        // One forbidden address among others is no accident: a name that answers with both waits for us to pick the wrong one.
        if (addresses.Any(address => rules.Refuse(address) is not null))
        {
            throw new EgressRefusedException("The host has an address that is not of the public internet.");
        }

        Exception? last = null;
        foreach (var address in addresses)
        {
            try
            {
                return await opener.OpenAsync(new IPEndPoint(address, host.Port), cancellation).ConfigureAwait(false);
            }
            catch (SocketException error)
            {
                last = error;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}

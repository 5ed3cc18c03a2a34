using System.Net;
using System.Net.Sockets;

namespace Polychron.Webhooks.Egress;

/// <summary>Opens connections. It is asked only for addresses that the rules let through.</summary>
internal interface ISocketOpener
{
    /// <summary>Connects to exactly this address.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    ValueTask<Stream> OpenAsync(IPEndPoint endPoint, CancellationToken cancellation);
}

/// <summary>TCP.</summary>
internal sealed class TcpOpener : ISocketOpener
{
    /// <inheritdoc />
    public async ValueTask<Stream> OpenAsync(IPEndPoint endPoint, CancellationToken cancellation)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

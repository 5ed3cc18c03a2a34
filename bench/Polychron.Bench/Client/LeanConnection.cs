using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Polychron.Bench.Client;

/// <summary>
/// One kept HTTP/1.1 connection that sends prepared requests one after the other and reads no more of the answers than
/// status and length. An ordinary client costs more than the server's answer does; on a machine whose cores both share,
/// that would hide the server's cost.
/// </summary>
internal sealed class LeanConnection : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly IReadOnlyList<PreparedRequest> _requests;
    private PreparedRequest _current;
    private int _next;
    private int _filled;
    private long _bodyLeft = -1;

    /// <summary>Connects. The requests are sent in turn, over and over.</summary>
    public LeanConnection(IPEndPoint server, IReadOnlyList<PreparedRequest> requests)
    {
        _requests = requests;
        _current = requests[0];
        Socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(server);
    }

    public Socket Socket { get; }

    /// <summary>How many requests were answered, all as expected.</summary>
    public long Answered { get; private set; }

    /// <summary>Sends the next request.</summary>
    public void Send()
    {
        _current = _requests[_next];
        _next = (_next + 1) % _requests.Count;
        _filled = 0;
        _bodyLeft = -1;
        for (var sent = 0; sent < _current.Bytes.Length;)
        {
            sent += Socket.Send(_current.Bytes.AsSpan(sent));
        }
    }

    /// <summary>Reads what has come, waiting for it if nothing has; true when the answer is complete.</summary>
    /// <exception cref="InvalidOperationException">The answer is not the expected one.</exception>
    public bool Receive()
    {
        if (_bodyLeft < 0)
        {
            _filled += ReceiveInto(_buffer.AsSpan(_filled));
            ReadHead();
        }
        else
        {
            _bodyLeft -= ReceiveInto(_buffer);
        }

        if (_bodyLeft != 0)
        {
            return false;
        }

        Answered++;
        return true;
    }

    public void Dispose() => Socket.Dispose();

    private int ReceiveInto(Span<byte> space)
    {
        var count = space.IsEmpty ? 0 : Socket.Receive(space);
        return count > 0 ? count : throw Wrong("the connection was closed, or its head is too long");
    }

    private void ReadHead()
    {
        var seen = _buffer.AsSpan(0, _filled);
        var end = seen.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return;
        }

        var head = seen[..(end + 2)];
        if (!Utf8Parser.TryParse(head["HTTP/1.1 ".Length..], out int status, out _) || status != _current.Status)
        {
            throw Wrong($"expected {_current.Status}");
        }

        _bodyLeft = status is 204 or 304 ? 0 : Length(head) - (_filled - end - 4);
        if (_bodyLeft < 0)
        {
            throw Wrong("more came than the answer is long");
        }
    }

    private long Length(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("\r\nContent-Length: "u8);
        return at >= 0 && Utf8Parser.TryParse(head[(at + "\r\nContent-Length: ".Length)..], out long length, out _)
            ? length
            : throw Wrong("the answer does not say its length");
    }

    private InvalidOperationException Wrong(string why)
    {
        var request = Encoding.UTF8.GetString(_current.Bytes);
        return new InvalidOperationException(
            $"{request[..request.IndexOf('\r')]}: {why}.{Environment.NewLine}{Encoding.UTF8.GetString(_buffer, 0, _filled)}");
    }
}

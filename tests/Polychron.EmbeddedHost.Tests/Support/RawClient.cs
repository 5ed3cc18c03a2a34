using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Polychron.EmbeddedHost.Tests.Support;

/// <summary>A client that writes its requests byte by byte, and reads answers when it wants to.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TcpClient _socket = new();
    private NetworkStream _stream = null!;

    public static async Task<RawClient> ConnectAsync(TestApp app)
    {
        var client = new RawClient();
        await client._socket.ConnectAsync(app.Client.BaseAddress!.Host, app.Client.BaseAddress.Port);
        client._stream = client._socket.GetStream();
        return client;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.ASCII.GetBytes(text));

    /// <exception cref="IOException">The server has closed the connection.</exception>
    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes).AsTask().WaitAsync(Patience);

    /// <summary>Reads one answer, whose length is announced, and nothing after it.</summary>
    public async Task<string> ReadAnswerAsync()
    {
        var answer = new StringBuilder();
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            answer.Append(await ReadAsync(1));
        }

        var length = answer.ToString().Split("Content-Length: ")[1].Split('\r')[0];
        return answer.Append(await ReadAsync(int.Parse(length, CultureInfo.InvariantCulture))).ToString();
    }

    /// <summary>Reads until the server closes the connection, in whatever way.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        try
        {
            while (await ReadSomeAsync(new byte[4096]) is { Length: > 0 } read)
            {
                text.Append(read);
            }
        }
        catch (IOException)
        {
            // Reset after the answer, because not all of the request was read.
        }

        return text.ToString();
    }

    /// <summary>That the server has closed the connection after it had read all.</summary>
    public async Task AssertEndsCleanlyAsync() => Assert.Equal("", await ReadSomeAsync(new byte[1]));

    public void Dispose() => _socket.Dispose();

    private async Task<string> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(Patience);
        return Encoding.ASCII.GetString(bytes);
    }

    private async Task<string> ReadSomeAsync(byte[] buffer) =>
        Encoding.ASCII.GetString(buffer, 0, await _stream.ReadAsync(buffer).AsTask().WaitAsync(Patience));
}

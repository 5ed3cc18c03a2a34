using System.Text;

namespace Polychron.Bench.Client;

/// <summary>A request as the bytes that are sent, and the status that has to come back.</summary>
internal sealed record PreparedRequest(byte[] Bytes, int Status)
{
    /// <summary>An HTTP/1.1 request on a connection that is kept, with a further header line or none.</summary>
    public static PreparedRequest Of(
        string method, string path, string? token, int status, string? json = null, string? header = null, bool isBasic = false)
    {
        var head = new StringBuilder()
            .Append(method).Append(' ').Append(path).Append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n");
        if (token is not null)
        {
            var credentials = isBasic ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{token}:"))}" : $"Bearer {token}";
            head.Append("Authorization: ").Append(credentials).Append("\r\n");
        }

        if (header is not null)
        {
            head.Append(header).Append("\r\n");
        }

        if (json is not null)
        {
            head.Append("Content-Type: application/json\r\nContent-Length: ").Append(Encoding.UTF8.GetByteCount(json)).Append("\r\n");
        }
        else if (method is not "GET")
        {
            head.Append("Content-Length: 0\r\n");
        }

        return new PreparedRequest(Encoding.UTF8.GetBytes(head.Append("\r\n").Append(json).ToString()), status);
    }
}

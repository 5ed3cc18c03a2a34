using System.Text;
using System.Text.Json.Nodes;

namespace Polychron.Soak.Wires;

/// <summary>A request that can be sent as often as needed.</summary>
internal sealed record WireRequest(string Dialect, HttpMethod Method, string Path, JsonNode? Body = null)
{
    /// <summary>Further headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>A body that is no JSON, and its type.</summary>
    public (byte[] Bytes, string Type)? Raw { get; init; }

    public WireRequest With(string header, string value) => this with { Headers = [.. Headers, (header, value)] };

    /// <summary>The message; a new one each time, since one can be sent only once.</summary>
    public HttpRequestMessage ToMessage(Uri server)
    {
        var message = new HttpRequestMessage(Method, new Uri(server, Path));
        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (Body is not null)
        {
            message.Content = new StringContent(Body.ToJsonString(), Encoding.UTF8, "application/json");
        }
        else if (Raw is { } raw)
        {
            message.Content = new ByteArrayContent(raw.Bytes);
            message.Content.Headers.ContentType = new(raw.Type);
        }

        return message;
    }

    public override string ToString() => $"{Method} {Path} {Body?.ToJsonString()}";
}

/// <summary>An answer, whole.</summary>
internal sealed record WireAnswer(int Status, string Body, string? ETag)
{
    /// <summary>What a report says it was made of.</summary>
    public string? Plan { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidOperationException("The body is null.");

    public override string ToString() => $"{Status} {(Body.Length > 400 ? Body[..400] : Body)}";
}

/// <summary>The connection ended before the answer was whole: what was asked for may have happened or not.</summary>
internal sealed class LostReplyException(Exception? inner) : Exception("The reply was lost.", inner);

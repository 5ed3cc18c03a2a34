using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace Polychron.Webhooks.Tests.Support;

/// <summary>A listener: what it was sent, and what it answers.</summary>
internal sealed class ScriptedListener : HttpMessageHandler
{
    private readonly ConcurrentQueue<Received> _received = new();

    /// <summary>Everything that came, in its order.</summary>
    public IReadOnlyList<Received> All => [.. _received];

    /// <summary>What it answers; 200 unless a test says otherwise.</summary>
    public Func<Received, Task<HttpResponseMessage>> Answer { get; set; } = _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));

    /// <summary>Answers with a status from now on.</summary>
    public void Answers(int status, string body = "", Action<HttpResponseMessage>? change = null) => Answer = _ =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
        change?.Invoke(response);
        return Task.FromResult(response);
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var received = new Received(
            request.RequestUri!.ToString(),
            request.Headers.Concat(request.Content!.Headers).ToDictionary(
                header => header.Key, header => string.Join(' ', header.Value), StringComparer.OrdinalIgnoreCase),
            await request.Content.ReadAsByteArrayAsync(cancellationToken));
        _received.Enqueue(received);
        return await Answer(received).WaitAsync(cancellationToken);
    }
}

/// <summary>A delivery as it came.</summary>
internal sealed record Received(string Url, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public JsonNode Json => JsonNode.Parse(Body)!;
}

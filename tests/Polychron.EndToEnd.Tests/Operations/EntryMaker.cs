using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Polychron.Testing.Server;

namespace Polychron.EndToEnd.Tests.Operations;

/// <summary>Creates entries until the server is gone, and knows which were acknowledged.</summary>
internal sealed class EntryMaker
{
    private int _count;

    /// <summary>Title by reference.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = new();

    public static JsonObject Entry(string title) =>
        new() { ["start_date"] = "2024-05-15T09:00:00Z", ["end_date"] = "2024-05-15T10:30:00Z", ["title"] = title };

    public async Task RunAsync(ServerProcess server)
    {
        using var client = server.Client(Installation.OwnerToken);
        try
        {
            while (true)
            {
                var title = $"entry {Interlocked.Increment(ref _count)}";
                var made = (await client.PostAsync($"{Installation.Timing}/time-entries", Entry(title))).Expect(HttpStatusCode.Created).Json;
                Acknowledged[(string)made["data"]!["self"]!] = title;
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed.
        }
    }
}

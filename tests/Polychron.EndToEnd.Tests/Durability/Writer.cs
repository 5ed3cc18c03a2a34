using System.Text.Json.Nodes;
using Polychron.Testing.Server;

namespace Polychron.EndToEnd.Tests.Durability;

/// <summary>
/// One connection that creates, changes and deletes entries one after the other until the connection breaks, and knows what
/// was acknowledged. The one request without an answer may have happened or not.
/// </summary>
internal sealed class Writer(string name)
{
    private const string Entries = Installation.Timing + "/time-entries";

    private readonly Dictionary<string, string> _acknowledged = [];
    private readonly Random _random = new(StableSeed(name));
    private int _count;
    private int _writes;

    /// <summary>The entries that must be there: title by reference.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => _acknowledged;

    /// <summary>The request without an answer: the entry (null for a new one) and its title after it (null if deleted).</summary>
    public (string? Entry, string? Title)? Doubtful { get; private set; }

    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Writes until the server is gone.</summary>
    public async Task RunAsync(ApiClient client)
    {
        try
        {
            while (true)
            {
                await WriteAsync(client);
                Interlocked.Increment(ref _writes);
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed, which is what this is about.
        }
    }

    /// <summary>Takes what the server says about the doubtful request; afterwards nothing is in doubt.</summary>
    public void Settle(IReadOnlyDictionary<string, string> found)
    {
        if (Doubtful is not { } doubtful)
        {
            return;
        }

        if (doubtful.Entry is null)
        {
            foreach (var (entry, title) in found.Where(entry => entry.Value == doubtful.Title))
            {
                _acknowledged[entry] = title;
            }
        }
        else if (!found.TryGetValue(doubtful.Entry, out var title))
        {
            Assert.True(doubtful.Title is null, $"{doubtful.Entry} is gone, though it was only to be renamed to {doubtful.Title}");
            _acknowledged.Remove(doubtful.Entry);
        }
        else
        {
            Assert.Contains(title, new[] { _acknowledged[doubtful.Entry], doubtful.Title });
            _acknowledged[doubtful.Entry] = title;
        }

        Doubtful = null;
    }

    private async Task WriteAsync(ApiClient client)
    {
        var title = $"{name} {_count++}";
        var dice = _acknowledged.Count < 5 ? 0 : _random.Next(10);
        var entry = _acknowledged.Count == 0 ? "" : _acknowledged.Keys.ElementAt(_random.Next(_acknowledged.Count));
        if (dice < 7)
        {
            var start = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(_count);
            Doubtful = (null, title);
            var created = await client.PostAsync(
                Entries,
                new JsonObject { ["start_date"] = $"{start:s}Z", ["end_date"] = $"{start.AddMinutes(30):s}Z", ["title"] = title });
            _acknowledged[(string)created.ExpectSuccess().Json["data"]!["self"]!] = title;
        }
        else if (dice < 9)
        {
            Doubtful = (entry, title);
            (await client.PatchAsync(Installation.Timing + entry, new JsonObject { ["title"] = title })).ExpectSuccess();
            _acknowledged[entry] = title;
        }
        else
        {
            Doubtful = (entry, null);
            (await client.DeleteAsync(Installation.Timing + entry)).ExpectSuccess();
            _acknowledged.Remove(entry);
        }

        Doubtful = null;
    }

    // string.GetHashCode differs from run to run.
    private static int StableSeed(string text) => text.Aggregate(17, (seed, letter) => unchecked(seed * 31 + letter));
}

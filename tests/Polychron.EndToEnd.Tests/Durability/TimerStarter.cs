using System.Text.Json.Nodes;
using Polychron.Testing.Server;

namespace Polychron.EndToEnd.Tests.Durability;

/// <summary>Starts one timer after the other, each of which stops the one before in the same write, until the connection breaks.</summary>
internal sealed class TimerStarter
{
    private readonly Dictionary<string, string> _acknowledged = [];
    private string? _doubtful;

    public IReadOnlyDictionary<string, string> Acknowledged => _acknowledged;

    /// <summary>The timer that must run: the last one started.</summary>
    public string? Running { get; private set; }

    public int Starts { get; private set; }

    public async Task RunAsync(ApiClient client)
    {
        try
        {
            while (true)
            {
                _doubtful = $"timer {Starts} {Guid.NewGuid():N}";
                var started = await client.PostAsync(
                    $"{Installation.Timing}/time-entries/start", new JsonObject { ["title"] = _doubtful });
                Running = (string)started.ExpectSuccess().Json["data"]!["self"]!;
                _acknowledged[Running] = _doubtful;
                _doubtful = null;
                Starts++;
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed.
        }
    }

    public void Settle(IReadOnlyDictionary<string, string> found)
    {
        foreach (var (entry, title) in found.Where(entry => entry.Value == _doubtful))
        {
            _acknowledged[entry] = title;
            Running = entry;
        }

        _doubtful = null;
    }
}

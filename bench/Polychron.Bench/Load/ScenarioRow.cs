using System.Diagnostics;
using Polychron.Bench.Client;
using Polychron.Bench.Servers;

namespace Polychron.Bench.Load;

/// <summary>A scenario with its connections, which stay open from the first run to the last.</summary>
internal sealed class ScenarioRow : BenchRow, IDisposable
{
    private readonly AppProcess _server;
    private readonly List<LeanConnection> _connections;

    public ScenarioRow(Scenario scenario, AppProcess server)
        : base(scenario.Name, scenario.Connections)
    {
        (Scenario, _server) = (scenario, server);
        _connections = [.. Enumerable.Range(0, scenario.Connections)
            .Select(i => new LeanConnection(server.Endpoint, scenario.RequestsOf(i)))];
    }

    public Scenario Scenario { get; }

    /// <summary>How many entries the scenario has made so far, every one acknowledged.</summary>
    public long EntriesMade => _connections.Sum(connection => Scenario.EntriesMade(connection.Answered));

    /// <summary>Lets the server compile and cache what it needs; nothing is kept of it.</summary>
    public void WarmUp(TimeSpan time) => LoadRun.Run(_connections, new LoadBounds(time));

    /// <summary>Counts storage operations over some requests, outside of the measurement.</summary>
    public void CountOperations()
    {
        var requests = Math.Max(10 * Connections, Math.Min(100, Scenario.Least));
        _server.BeginStorageCount();
        LoadRun.Run(_connections, new LoadBounds(TimeSpan.Zero, requests, requests));
        Operations = _server.EndStorageCount().ToDictionary(count => count.Key, count => (double)count.Value / requests);
    }

    public void Dispose() => _connections.ForEach(connection => connection.Dispose());

    protected override LoadResult Run(TimeSpan time)
    {
        using var self = Process.GetCurrentProcess();
        var server = _server.ProcessorTime;
        var client = self.TotalProcessorTime;
        var result = LoadRun.Run(_connections, new LoadBounds(time, Scenario.Least));
        self.Refresh();
        return result with
        {
            ServerTime = (_server.ProcessorTime - server) / result.Requests,
            ClientTime = (self.TotalProcessorTime - client) / result.Requests,
        };
    }
}

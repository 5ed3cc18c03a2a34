using Polychron.Bench.Client;

namespace Polychron.Bench.Load;

/// <summary>A row of the table.</summary>
/// <param name="name">What is done.</param>
/// <param name="connections">By how many at the same time.</param>
internal abstract class BenchRow(string name, int connections)
{
    private readonly List<LoadResult> _results = [];

    public string Name => name;

    public int Connections => connections;

    /// <summary>The name with the number of connections, by which <c>--only</c> picks rows.</summary>
    public string Title => TitleOf(name, connections);

    /// <summary>The results of all rounds.</summary>
    public IReadOnlyList<LoadResult> Results => _results;

    /// <summary>The middle round by what it did in a second; of an even number the lower of the two in the middle.</summary>
    public LoadResult Median => _results.OrderBy(result => result.PerSecond).ElementAt((_results.Count - 1) / 2);

    /// <summary>Storage operations of a request by kind; null where none were counted.</summary>
    public IReadOnlyDictionary<string, double>? Operations { get; protected set; }

    public static string TitleOf(string name, int connections) =>
        $"{name}, {connections} {(connections == 1 ? "connection" : "connections")}";

    /// <summary>Measures one round.</summary>
    public void Measure(TimeSpan time) => _results.Add(Run(time));

    protected abstract LoadResult Run(TimeSpan time);
}

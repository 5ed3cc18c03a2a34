using Polychron.Bench.Client;

namespace Polychron.Bench.Load;

/// <summary>A row of the table that clients of the server make.</summary>
/// <param name="Name">What a request asks for.</param>
/// <param name="Connections">How many connections ask at the same time, each one request after the other.</param>
/// <param name="RequestsOf">The requests that a connection sends in turn.</param>
internal sealed record Scenario(string Name, int Connections, Func<int, IReadOnlyList<PreparedRequest>> RequestsOf)
{
    /// <summary>The fewest requests of a measurement, for slow ones.</summary>
    public int Least { get; init; } = 1;

    /// <summary>How many entries a connection has made whose answered requests are so many.</summary>
    public Func<long, long> EntriesMade { get; init; } = static _ => 0;

    /// <summary>The name with the number of connections, by which <c>--only</c> picks rows.</summary>
    public string Title => BenchRow.TitleOf(Name, Connections);
}

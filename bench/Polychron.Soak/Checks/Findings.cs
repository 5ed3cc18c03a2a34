using System.Collections.Concurrent;

namespace Polychron.Soak.Checks;

/// <summary>What was found wrong: each kind with its number and its first examples.</summary>
internal sealed class Findings
{
    private const int Examples = 8;

    private readonly ConcurrentDictionary<string, (int Count, IReadOnlyList<string> First)> _all = new();
    private readonly TextWriter? _output;

    public Findings(TextWriter? output = null) => _output = output;

    public int Count => _all.Values.Sum(kind => kind.Count);

    /// <summary>The kinds, each with its number and examples.</summary>
    public IEnumerable<string> Lines =>
        from kind in _all.OrderBy(kind => kind.Key, StringComparer.Ordinal)
        from line in kind.Value.First.Select(example => $"FAIL {kind.Key}: {example}")
            .Append(kind.Value.Count > Examples ? $"FAIL {kind.Key}: ... {kind.Value.Count} in all" : "")
        where line.Length > 0
        select line;

    /// <summary>Notes something that is wrong.</summary>
    /// <param name="kind">What sort, in a few words that never differ.</param>
    /// <param name="what">The case.</param>
    public void Add(string kind, string what)
    {
        var (count, _) = _all.AddOrUpdate(
            kind, _ => (1, [what]), (_, known) => (known.Count + 1, known.Count < Examples ? [.. known.First, what] : known.First));
        if (count <= Examples)
        {
            _output?.WriteLine($"FAIL {kind}: {what}");
        }
    }
}

using System.Collections.Concurrent;

namespace Polychron.Dialects.Gate;

/// <summary>A function as the gate sees it.</summary>
/// <param name="Name">Its dialect's name in measurements and logs, in lower case; "none" for functions of none.</param>
/// <param name="Dialect">Its dialect; null for functions of none.</param>
/// <param name="IsAnonymous">Whether it is served without a caller.</param>
/// <param name="IsCounted">Whether its requests count for the rate limit.</param>
internal sealed record GatedFunction(string Name, IDialect? Dialect, bool IsAnonymous, bool IsCounted);

/// <summary>Finds a function's dialect by the function's name.</summary>
internal sealed class DialectTable
{
    private const string NoDialect = "none";

    private readonly IDialect[] _dialects;

    // As many names as the app has functions.
    private readonly ConcurrentDictionary<string, GatedFunction> _functions = new(StringComparer.Ordinal);
    private readonly Func<string, GatedFunction> _make;

    public DialectTable(IEnumerable<IDialect> dialects)
    {
        // The longest prefix first, so that "TimingAdmin" would win over "Timing".
        _dialects = [.. dialects.OrderByDescending(dialect => dialect.FunctionPrefix.Length)];
        if (_dialects.DistinctBy(dialect => dialect.FunctionPrefix, StringComparer.Ordinal).Count() != _dialects.Length)
        {
            throw new InvalidOperationException("Two dialects have the same function prefix.");
        }

        _make = Make;
    }

    public GatedFunction Find(string functionName) => _functions.GetOrAdd(functionName, _make);

    private GatedFunction Make(string name)
    {
        var dialect = Array.Find(_dialects, dialect => Begins(name, dialect.FunctionPrefix));
        return new GatedFunction(
            dialect?.FunctionPrefix.ToLowerInvariant() ?? NoDialect, dialect, dialect?.IsAnonymous(name) ?? false, dialect?.IsCounted(name) ?? false);
    }

    private static bool Begins(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && (name.Length == prefix.Length || !char.IsLower(name[prefix.Length]));
}

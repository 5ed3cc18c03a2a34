namespace Polychron.EmbeddedHost.Discovery;

/// <summary>Functions that cannot be run as they are declared; the message names each of them and says why.</summary>
internal sealed class FunctionDeclarationException(IReadOnlyCollection<string> problems)
    : InvalidOperationException("The functions cannot be run as they are declared:" + Environment.NewLine
        + string.Join(Environment.NewLine, problems.Select(problem => "  - " + problem)))
{
    /// <summary>One sentence for each problem.</summary>
    public IReadOnlyCollection<string> Problems { get; } = problems;
}

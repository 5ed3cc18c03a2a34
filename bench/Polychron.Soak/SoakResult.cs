namespace Polychron.Soak;

/// <summary>How a soak ended.</summary>
/// <param name="Findings">What was wrong, in lines; none: it passed.</param>
/// <param name="Report">What was done and seen, in lines.</param>
/// <param name="Ends">How often the server was ended under load.</param>
internal sealed record SoakResult(IReadOnlyList<string> Findings, IReadOnlyList<string> Report, int Ends)
{
    public bool Passed => Findings.Count == 0;
}

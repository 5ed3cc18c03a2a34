namespace Polychron.TestCommand.Audit;

/// <summary>What an audit of packages found.</summary>
/// <param name="Text">A line for people.</param>
/// <param name="IsSevere">Whether a package of the product has a known flaw of high or critical severity.</param>
internal sealed record AuditResult(string Text, bool IsSevere = false);

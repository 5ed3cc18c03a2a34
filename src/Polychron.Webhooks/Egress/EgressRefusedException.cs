namespace Polychron.Webhooks.Egress;

/// <summary>A connection that the rules forbid; none was made.</summary>
internal sealed class EgressRefusedException(string message) : Exception(message);

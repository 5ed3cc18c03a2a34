namespace Polychron.UseCases.Ports.Log;

/// <summary>The names of those who follow the workspaces' logs.</summary>
public static class ConsumerNames
{
    /// <summary>The dispatcher of webhooks.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>The cells of reports.</summary>
    public const string Rollups = "rollups";
}

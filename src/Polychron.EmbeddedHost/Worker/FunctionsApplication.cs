namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where an app of functions begins.</summary>
public class FunctionsApplication
{
    /// <summary>
    /// A builder with configuration (local.settings.json, environment variables and the command line, the later ones
    /// winning) and console logging.
    /// </summary>
    /// <param name="args">The command line: <c>--key value</c> or <c>--key=value</c>.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}

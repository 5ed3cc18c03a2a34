using System.Reflection;

namespace Polychron.Bench.Served;

/// <summary>
/// The server that is measured: the app itself, its own entry point run in a process whose deployed assemblies include the
/// bench. The host finds functions in all of them, so that beside the app's functions it serves the bench's, through the
/// same server, routing and middleware.
/// </summary>
internal static class ServedApp
{
    /// <summary>The first argument of a process that is the server.</summary>
    public const string Command = "serve";

    /// <summary>The assembly of the app.</summary>
    public const string AppName = "Polychron.Functions";

    /// <summary>Runs the app until it is told to stop.</summary>
    public static int Run(string[] args)
    {
        var main = Assembly.Load(AppName).EntryPoint
            ?? throw new InvalidOperationException($"{AppName} has no entry point.");
        return main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [args], null) as int? ?? 0;
    }
}

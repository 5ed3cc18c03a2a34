using System.Reflection;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>What tests say otherwise than an app has it.</summary>
internal sealed record EmbeddedHostSettings
{
    /// <summary>The folder in which host.json, local.settings.json and relative paths are found: the current one.</summary>
    public string ContentRoot { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>The classes that hold functions; null: those of the app's assemblies.</summary>
    public IReadOnlyList<Type>? FunctionClasses { get; init; }

    /// <summary>The assemblies that hold functions; null: the app's.</summary>
    public IReadOnlyList<Assembly>? Assemblies { get; init; }
}

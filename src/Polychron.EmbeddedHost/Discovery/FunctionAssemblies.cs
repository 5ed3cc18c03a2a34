using System.Reflection;

namespace Polychron.EmbeddedHost.Discovery;

/// <summary>Which assemblies can hold functions.</summary>
internal static class FunctionAssemblies
{
    private const string Prefix = "Polychron";

    /// <summary>
    /// The app's own assemblies that use the worker API: the entry assembly and those deployed with it. The compiler leaves
    /// a reference out of the entry assembly if nothing names a type of it, and a project that only declares functions is
    /// just that; so the deployed files count, and the chain of references for an app that is published as one file.
    /// </summary>
    public static IReadOnlyList<Assembly> OfTheApp()
    {
        var found = new Dictionary<string, Assembly>(StringComparer.Ordinal);
        foreach (var name in DeployedNames())
        {
            found[name] = Assembly.Load(new AssemblyName(name));
        }

        if (Assembly.GetEntryAssembly() is { } entry)
        {
            AddWithReferences(entry, found);
        }

        return [.. found.Values.Where(UsesTheWorkerApi).OrderBy(assembly => assembly.GetName().Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> DeployedNames()
    {
        var files = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return files.Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(IsOurs);
    }

    private static void AddWithReferences(Assembly assembly, Dictionary<string, Assembly> found)
    {
        found[assembly.GetName().Name!] = assembly;
        foreach (var reference in assembly.GetReferencedAssemblies().Where(reference => IsOurs(reference.Name!) && !found.ContainsKey(reference.Name!)))
        {
            AddWithReferences(Assembly.Load(reference), found);
        }
    }

    private static bool IsOurs(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && (name.Length == Prefix.Length || name[Prefix.Length] == '.');

    private static bool UsesTheWorkerApi(Assembly assembly)
    {
        var host = typeof(FunctionAssemblies).Assembly.GetName().Name;
        return Array.Exists(assembly.GetReferencedAssemblies(), reference => reference.Name == host);
    }
}

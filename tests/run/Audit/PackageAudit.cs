using System.ComponentModel;
using System.Text.Json;

namespace Polychron.TestCommand.Audit;

/// <summary>
/// Looks the packages up among the known flaws, where the feeds can answer, and says so where they cannot. It fails a run
/// only on a build server (CI=true) and only for what the product ships.
/// </summary>
internal static class PackageAudit
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Audits the packages of NuGet, transitive ones included.</summary>
    public static async Task<AuditResult> OfNuGetAsync(Repository repository, CancellationToken cancellation)
    {
        try
        {
            var sources = (await ChildProcess.RunAsync("dotnet", ["nuget", "list", "source", "--format", "short"], repository.Root, Limit, cancellation)).Output
                .Split('\n').Where(line => line.StartsWith('E')).Select(line => line[(line.IndexOf(' ') + 1)..].Trim()).ToList();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Limit);
            foreach (var source in sources)
            {
                if (await NuGetFeed.HasFlawsAsync(source, patience.Token))
                {
                    return await ListAsync(repository, cancellation);
                }
            }

            return new AuditResult("NuGet packages were not audited: the feed has no vulnerability data.");
        }
        catch (Exception offline) when (offline is HttpRequestException or JsonException or KeyNotFoundException
            || (offline is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new AuditResult($"NuGet packages were not audited: the feed does not answer ({offline.GetType().Name}).");
        }
    }

    /// <summary>Audits the npm packages, which only tests use.</summary>
    public static async Task<AuditResult> OfNpmAsync(Repository repository, CancellationToken cancellation)
    {
        try
        {
            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            var audit = await ChildProcess.RunAsync(npm, ["audit", "--json", "--fetch-retries=0"], repository.Tests, Limit, cancellation);
            return ReadNpm(audit.Output);
        }
        catch (Win32Exception)
        {
            return new AuditResult("npm packages were not audited: there is no npm.");
        }
    }

    /// <summary>Reads what <c>dotnet list package --vulnerable --format json</c> prints.</summary>
    internal static AuditResult ReadNuGet(string json)
    {
        using var document = JsonDocument.Parse(json);
        var found = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var isSevere = false;
        foreach (var project in document.RootElement.GetProperty("projects").EnumerateArray())
        {
            var isProduct = project.GetProperty("path").GetString()!.Replace('\\', '/').Contains("/src/", StringComparison.Ordinal);
            foreach (var package in Descend(project, "frameworks").SelectMany(framework => Descend(framework, "topLevelPackages").Concat(Descend(framework, "transitivePackages"))))
            {
                foreach (var flaw in Descend(package, "vulnerabilities"))
                {
                    var severity = flaw.GetProperty("severity").GetString()!;
                    found.Add($"{package.GetProperty("id").GetString()} {package.GetProperty("resolvedVersion").GetString()}: {severity}, {flaw.GetProperty("advisoryurl").GetString()}{(isProduct ? "" : " (tests only)")}");
                    isSevere |= isProduct && severity is ("High" or "Critical");
                }
            }
        }

        return found.Count == 0
            ? new AuditResult("NuGet packages were audited: no known flaws.")
            : new AuditResult($"NuGet packages with known flaws:\n  {string.Join("\n  ", found)}", isSevere);
    }

    /// <summary>Reads what <c>npm audit --json</c> prints, with npm's own lines around it.</summary>
    internal static AuditResult ReadNpm(string output)
    {
        var (begin, end) = (output.IndexOf('{'), output.LastIndexOf('}'));
        try
        {
            using var document = JsonDocument.Parse(begin < 0 || end < begin ? "{}" : output[begin..(end + 1)]);
            if (document.RootElement.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("vulnerabilities", out var counts))
            {
                var text = string.Join(", ", counts.EnumerateObject().Where(count => count.Name != "total").Select(count => $"{count.Value} {count.Name}"));
                return new AuditResult($"npm packages, which only tests use, were audited: known flaws: {text}.");
            }
        }
        catch (JsonException)
        {
            // What npm prints is no answer then either.
        }

        return new AuditResult("npm packages were not audited: the registry gives no answer.");
    }

    private static async Task<AuditResult> ListAsync(Repository repository, CancellationToken cancellation)
    {
        var list = await ChildProcess.RunAsync(
            "dotnet", ["list", repository.Solution, "package", "--vulnerable", "--include-transitive", "--format", "json"], repository.Root, Limit, cancellation);
        return list.IsSuccess ? ReadNuGet(list.Output) : new AuditResult("NuGet packages were not audited: `dotnet list package --vulnerable` gives no answer.");
    }

    private static IEnumerable<JsonElement> Descend(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];
}

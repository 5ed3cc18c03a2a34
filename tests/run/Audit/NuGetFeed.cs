using System.Text.Json;

namespace Polychron.TestCommand.Audit;

/// <summary>
/// What a NuGet feed can say of known flaws. <c>dotnet list package --vulnerable</c> reports none both where there are none
/// and where the feed has no such data, so the feed is asked first, for a package that has had a published flaw for years.
/// </summary>
internal static class NuGetFeed
{
    // GHSA-5crp-9r3c-p9vr holds for its versions below 13.0.1.
    private const string Known = "newtonsoft.json";

    /// <summary>Whether the feed has such data; false too for a feed that is a folder.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    /// <exception cref="JsonException">It answers with something else.</exception>
    public static async Task<bool> HasFlawsAsync(string source, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return false;
        }

        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All });
        using var index = JsonDocument.Parse(await http.GetStringAsync(address, cancellation));
        var resources = index.RootElement.GetProperty("resources").EnumerateArray()
            .Select(resource => (Type: resource.GetProperty("@type").GetString() ?? "", Id: resource.GetProperty("@id").GetString() ?? "")).ToList();
        if (resources.Exists(resource => resource.Type.StartsWith("VulnerabilityInfo", StringComparison.Ordinal)))
        {
            return true;
        }

        var registrations = resources.LastOrDefault(resource => resource.Type.StartsWith("RegistrationsBaseUrl", StringComparison.Ordinal)).Id;
        return registrations is not null
            && (await http.GetStringAsync(new Uri($"{registrations.TrimEnd('/')}/{Known}/index.json"), cancellation)).Contains("\"vulnerabilities\"", StringComparison.Ordinal);
    }
}

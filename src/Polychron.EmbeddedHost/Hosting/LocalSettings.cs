using System.Text.Json;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>
/// The <c>Values</c> of local.settings.json, the file for settings (secrets among them) that stays on one machine. On
/// Azure they are the app's settings; here as there they read as environment variables would.
/// </summary>
internal static class LocalSettings
{
    private const string FileName = "local.settings.json";
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The settings, with <c>__</c> in their names turned to <c>:</c>; none if there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is not JSON, is encrypted, or holds other values than text, numbers and booleans.</exception>
    public static IReadOnlyDictionary<string, string?> Load(string contentRoot)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (SettingsFiles.Find(contentRoot, FileName) is not { } path)
        {
            return settings;
        }

        using var document = Parse(path);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"{path} is not a JSON object.");
        }

        if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
        {
            throw new InvalidDataException($"{path} is encrypted; this host reads only plain settings (\"IsEncrypted\": false).");
        }

        if (root.TryGetProperty("Values", out var values) && values.ValueKind == JsonValueKind.Object)
        {
            foreach (var value in values.EnumerateObject())
            {
                settings[value.Name.Replace("__", ":", StringComparison.Ordinal)] = TextOf(path, value);
            }
        }

        return settings;
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllText(path), Lenient);
        }
        catch (JsonException bad)
        {
            throw new InvalidDataException($"{path} is not JSON: {bad.Message}", bad);
        }
    }

    private static string? TextOf(string path, JsonProperty value) => value.Value.ValueKind switch
    {
        JsonValueKind.String => value.Value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.Value.GetRawText(),
        JsonValueKind.Null => null,
        _ => throw new InvalidDataException($"{path}: the value of '{value.Name}' has to be a text; a nested one is written as 'A__B'."),
    };
}

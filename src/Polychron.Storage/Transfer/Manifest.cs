using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Polychron.Domain.Errors;
using Polychron.Storage.Files;
using Polychron.Storage.Keys;

namespace Polychron.Storage.Transfer;

/// <summary>
/// What is in an export. It is written last, so that a folder without one is no export, and holds the hash of every file.
/// </summary>
internal sealed record Manifest
{
    /// <summary>The name of its file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The version of the files' form.</summary>
    public const int CurrentVersion = 1;

    private const string Subject = "export";
    private const string FormatName = "polychron-export";
    private const int MaxBytes = 256 * 1024 * 1024;

    [JsonPropertyName("format")]
    public string Format { get; init; } = FormatName;

    [JsonPropertyName("version")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The version of the rows in it (see <see cref="StoreGuard.RowsVersion"/>).</summary>
    [JsonPropertyName("rows_version")]
    public int RowsVersion { get; init; }

    [JsonPropertyName("made_at")]
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The workspace that it is of, or null for a whole server.</summary>
    [JsonPropertyName("workspace_id")]
    public long? WorkspaceId { get; init; }

    /// <summary>The last number of each log in it; the directory's has workspace 0.</summary>
    [JsonPropertyName("logs")]
    public IReadOnlyList<ManifestLog> Logs { get; init; } = [];

    [JsonPropertyName("files")]
    public IReadOnlyList<ManifestFile> Files { get; init; } = [];

    /// <summary>How many messages the queue service counted and did not show.</summary>
    [JsonPropertyName("hidden_messages")]
    public long HiddenMessages { get; init; }

    /// <summary>Writes it, and with it makes the folder an export.</summary>
    public void Write(string folder) =>
        DurableFiles.Write(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, TransferJson.Default.Manifest));

    /// <summary>Reads the manifest of an export, and its own hash, by which an import recognises it.</summary>
    /// <exception cref="DomainException">There is none, or it is of another version or kind.</exception>
    public static (Manifest Manifest, string Hash) Read(string folder)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, FileName));
            if (!file.Exists)
            {
                throw DomainException.Missing($"'{folder}' is no export: it has no {FileName}, which is written last.");
            }

            var bytes = file.Length <= MaxBytes ? File.ReadAllBytes(file.FullName) : throw Damaged("it is too large");
            var manifest = JsonSerializer.Deserialize(bytes, TransferJson.Default.Manifest) ?? throw Damaged("it is empty");
            manifest.Check();
            return (manifest, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (JsonException e)
        {
            throw Damaged(e.Message);
        }
    }

    private void Check()
    {
        if (Format != FormatName)
        {
            throw Damaged($"its format is '{Format}'");
        }

        if (Version != CurrentVersion || RowsVersion is < 1 or > StoreGuard.RowsVersion)
        {
            throw DomainException.Conflict(
                Subject,
                $"The export has version {Version} with rows of version {RowsVersion}; this release reads version {CurrentVersion} with rows up to {StoreGuard.RowsVersion}.");
        }

        if (Files.FirstOrDefault(file => file.Table is { } table && !StoreTables.Moved.Contains(table)) is { } unknown)
        {
            throw Damaged($"the table '{unknown.Table}' is none of this release's");
        }

        if (Files.GroupBy(file => file.Table).Any(same => same.Count() > 1) || Files.Any(file => file.Sha256 is null))
        {
            throw Damaged("a file is named twice or has no hash");
        }
    }

    private static DomainException Damaged(string why) => DomainException.Conflict(Subject, $"The export's {FileName} is damaged: {why}.");
}

/// <summary>The last number of a log.</summary>
internal sealed record ManifestLog(
    [property: JsonPropertyName("workspace_id")] long WorkspaceId,
    [property: JsonPropertyName("sequence")] long Sequence);

/// <summary>A file of an export.</summary>
/// <param name="Table">The table whose rows it has; null for messages.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash in lower-case hexadecimal.</param>
internal sealed record ManifestFile(
    [property: JsonPropertyName("table")] string? Table,
    [property: JsonPropertyName("lines")] long Lines,
    [property: JsonPropertyName("bytes")] long Bytes,
    [property: JsonPropertyName("sha256")] string Sha256)
{
    /// <summary>Its name: never taken from a manifest, so that a manifest can name no other file.</summary>
    public static string NameOf(string? table) => $"{table ?? "messages"}.jsonl.gz";
}

[JsonSerializable(typeof(MessageLine))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(ImportMark))]
[JsonSerializable(typeof(StoreVersion))]
internal sealed partial class TransferJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Polychron.Storage.Sqlite.Backups;

/// <summary>What stands beside a backup.</summary>
internal sealed record BackupDescription(
    [property: JsonPropertyName("made_at_unix_ticks")] long MadeAtTicks,
    [property: JsonPropertyName("bytes")] long Bytes,
    [property: JsonPropertyName("sha256")] string Sha256,
    [property: JsonPropertyName("directory_sequence")] long DirectorySequence,
    [property: JsonPropertyName("workspaces")] long Workspaces);

[JsonSerializable(typeof(BackupDescription))]
internal sealed partial class BackupJson : JsonSerializerContext;

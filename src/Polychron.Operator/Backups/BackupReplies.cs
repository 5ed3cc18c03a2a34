using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Operator.Backups;

/// <summary>How the operator API shows backups.</summary>
internal static class BackupReplies
{
    public static IResult Created(Backup backup) => new BytesResult(
        StatusCodes.Status201Created, JsonBytes.Render(backup, static (writer, backup) => Write(writer, backup)));

    public static IResult Ok(IReadOnlyList<Backup> backups) => new BytesResult(
        StatusCodes.Status200OK,
        JsonBytes.Render(backups, static (writer, backups) =>
        {
            writer.WriteStartArray();
            foreach (var backup in backups)
            {
                Write(writer, backup);
            }

            writer.WriteEndArray();
        }));

    private static void Write(Utf8JsonWriter writer, Backup backup)
    {
        writer.WriteStartObject();
        writer.WriteString("name", backup.Name);
        writer.WriteNumber("bytes", backup.Bytes);
        writer.WriteString("made_at", IsoInstant.Format(backup.MadeAt));
        writer.WriteString("sha256", backup.Sha256);
        writer.WriteNumber("directory_sequence", backup.DirectorySequence);
        writer.WriteNumber("workspaces", backup.Workspaces);
        writer.WriteEndObject();
    }
}

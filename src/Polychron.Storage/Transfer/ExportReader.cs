using System.Runtime.CompilerServices;
using Polychron.Domain.Errors;
using Polychron.Storage.Files;
using Polychron.Storage.Keys;
using Polychron.Storage.Scanning;

namespace Polychron.Storage.Transfer;

/// <summary>An export that is read: first all of it to check it, then again to write it.</summary>
internal sealed class ExportReader(string folder, Manifest manifest)
{
    /// <summary>
    /// Reads everything once: each file has the size and hash that the manifest says, each line is a row that a store can
    /// hold, and there are as many as it says. So a damaged export is refused before anything is written.
    /// </summary>
    /// <exception cref="DomainException">The first thing that is wrong.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        foreach (var file in manifest.Files)
        {
            var name = ManifestFile.NameOf(file.Table);
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
            {
                throw Damaged($"{name} is missing");
            }

            if (new FileInfo(path).Length != file.Bytes || await DurableFiles.HashAsync(path, cancellation).ConfigureAwait(false) != file.Sha256)
            {
                throw Damaged($"{name} is not the file that was exported");
            }

            try
            {
                long lines = 0;
                await foreach (var line in LineReader.ReadAsync(folder, file.Table, cancellation).ConfigureAwait(false))
                {
                    lines++;
                    Check(file.Table, line.Span);
                }

                if (lines != file.Lines)
                {
                    throw new InvalidDataException($"it has {lines} lines and not {file.Lines}");
                }
            }
            catch (InvalidDataException e)
            {
                throw Damaged($"{name}: {e.Message}");
            }
        }
    }

    /// <summary>The rows of a table.</summary>
    public async IAsyncEnumerable<(string Partition, string Row, byte[] Data)> RowsAsync(
        string table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!manifest.Files.Any(file => file.Table == table))
        {
            yield break;
        }

        await foreach (var line in LineReader.ReadAsync(folder, table, cancellation).ConfigureAwait(false))
        {
            yield return RowLine.Read(line.Span);
        }
    }

    /// <summary>The messages.</summary>
    public async IAsyncEnumerable<ScannedMessage> MessagesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!manifest.Files.Any(file => file.Table is null))
        {
            yield break;
        }

        await foreach (var line in LineReader.ReadAsync(folder, null, cancellation).ConfigureAwait(false))
        {
            yield return MessageLine.Read(line.Span);
        }
    }

    private void Check(string? table, ReadOnlySpan<byte> line)
    {
        if (table is null)
        {
            MessageLine.Read(line);
            return;
        }

        var (partition, row, _) = RowLine.Read(line);
        if (manifest.WorkspaceId is { } workspaceId && !IsOf(workspaceId, table, partition, row))
        {
            throw new InvalidDataException($"The row {partition}/{row} is not of workspace {workspaceId}.");
        }
    }

    private static bool IsOf(long workspaceId, string table, string partition, string row) => table switch
    {
        WorkspaceKeys.Table => partition == WorkspaceKeys.Partition(workspaceId),
        RollupKeys.Table => partition == RollupKeys.Partition(workspaceId),
        WebhookKeys.Table => WebhookKeys.IsOf(workspaceId, partition, row),
        DirectoryKeys.Table => partition == DirectoryKeys.Partition && DirectoryKeys.KindOf(row) is not null,
        _ => false,
    };

    private static DomainException Damaged(string why) => DomainException.Conflict("export", $"The export is damaged: {why}. Nothing was written.");
}

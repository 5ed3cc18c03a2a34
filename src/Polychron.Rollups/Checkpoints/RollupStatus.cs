using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.Rollups.Checkpoints;

/// <summary>How a workspace's cells are, for the operator.</summary>
internal sealed record RollupStatus(
    long LogSequence, RollupCheckpoint Checkpoint, RollupFindings Findings, IReadOnlyList<(string Name, long Sequence)> Consumers)
{
    /// <summary>Reads it; null for a workspace that does not exist.</summary>
    public static async Task<RollupStatus?> ReadAsync(
        IWorkspaceLog log, IRollupStore store, IEnumerable<ILogConsumer> consumers, long workspaceId, CancellationToken cancellation)
    {
        var view = await log.OpenAsync(workspaceId, cancellation);
        if (view.Picture.Workspace is null)
        {
            return null;
        }

        var checkpoints = new List<(string, long)>();
        foreach (var consumer in consumers)
        {
            checkpoints.Add((consumer.Name, await consumer.CheckpointAsync(workspaceId, cancellation)));
        }

        return new RollupStatus(
            view.Picture.Sequence,
            await store.ReadCheckpointAsync(workspaceId, cancellation),
            await store.ReadFindingsAsync(workspaceId, cancellation),
            checkpoints);
    }

    public IResult ToResult(int status) => new BytesResult(status, JsonBytes.Render(this, static (writer, status) => status.Write(writer)));

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("log_sequence", LogSequence);
        writer.WriteNumber("sequence", Checkpoint.Sequence);
        writer.WriteString("time_zone", Checkpoint.Zone);
        writer.WriteNumber("generation", Checkpoint.Generation);
        writer.WriteBoolean("is_exact", Checkpoint.IsExact);
        writer.WriteString("exact_from", Checkpoint.ExactFrom is { } day ? LocalDatePattern.Iso.Format(day) : null);
        writer.WriteStartObject("verification");
        WriteInstant(writer, "last_at", Findings.LastVerifiedAt);
        writer.WriteNumber("cells_compared", Findings.CellsCompared);
        writer.WriteNumber("cells_drifted", Findings.CellsDrifted);
        WriteInstant(writer, "last_drift_at", Findings.LastDriftAt);
        writer.WriteEndObject();
        writer.WriteStartObject("consumers");
        foreach (var (name, sequence) in Consumers)
        {
            // Who has no interest in the workspace is past all of its log.
            writer.WriteNumber(name, Math.Min(sequence, LogSequence));
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteInstant(Utf8JsonWriter writer, string name, Instant? instant) =>
        writer.WriteString(name, instant is { } value ? IsoInstant.Format(value) : null);
}

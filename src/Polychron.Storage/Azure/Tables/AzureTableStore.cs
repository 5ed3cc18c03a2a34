using System.Collections.Concurrent;
using System.Text.Json;
using Polychron.Storage.Scanning;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Azure.Tables;

/// <summary>The table port on Table Storage. A table comes into being with its first commit; before that it reads as empty.</summary>
internal sealed class AzureTableStore(TableRestClient client) : ITableStore
{
    // Tables that this process has seen to exist. Two first commits may both ask for creation; the service settles it.
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.OrdinalIgnoreCase);

    public async Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        KeyRules.CheckTable(table);
        if (!KeyRules.IsKey(partition) || !KeyRules.IsKey(row))
        {
            return null;
        }

        using var response = await client.GetAsync(table, partition, row, cancellation).ConfigureAwait(false);
        if (response.Status == 200)
        {
            return Understand(response, static answer => EntityJson.Read(answer.Content, answer.ETag));
        }

        var error = response.Error();
        return TableFailures.IsMissingEntity(error) || TableFailures.IsMissingTable(error) ? null : throw TableFailures.Of(error);
    }

    public async Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
    {
        RangeRules.Check(range);
        if (!KeyRules.IsKey(range.Partition))
        {
            return new RowPage([], null);
        }

        using var response = await client.QueryAsync(range, cancellation).ConfigureAwait(false);
        if (response.Status == 200)
        {
            return Understand(response, static answer => new RowPage(
                EntityJson.ReadPage(answer.Content), Continuation.Read(answer.Response)?.ToString()));
        }

        var error = response.Error();
        return TableFailures.IsMissingTable(error) ? new RowPage([], null) : throw TableFailures.Of(error);
    }

    /// <summary>Reads the next page of a whole table, partition by partition; empty if there is no such table.</summary>
    public async Task<(IReadOnlyList<ScannedRow> Rows, string? Continuation)> ScanAsync(
        string table, string? continuation, CancellationToken cancellation)
    {
        using var response = await client.ScanAsync(table, continuation, cancellation).ConfigureAwait(false);
        if (response.Status == 200)
        {
            return Understand(response, answer => (
                (IReadOnlyList<ScannedRow>)EntityJson.ReadPage(answer.Content, table), Continuation.Read(answer.Response)?.ToString()));
        }

        var error = response.Error();
        return TableFailures.IsMissingTable(error) ? ([], null) : throw TableFailures.Of(error);
    }

    public async Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        BatchGuard.Check(batch);
        var table = batch[0].Table;
        await EnsureTableAsync(table, cancellation).ConfigureAwait(false);
        using var response = await client.SubmitAsync(batch, cancellation).ConfigureAwait(false);
        if (response.Status != 202)
        {
            throw Failure(table, response.Error(), response.Retried);
        }

        var answers = Understand(response, static answer => BatchAnswer.ReadAll(answer.Response.Content.ToString()));
        if (answers.Find(answer => answer.IsError) is { } failed)
        {
            throw Failure(table, ServiceError.Read(failed), response.Retried);
        }

        return answers.Count == batch.Count
            ? [.. answers.Select((answer, i) => batch[i].Action == RowAction.Delete ? null : answer.ETag)]
            : throw new StorageUnavailableException($"The table service answered {answers.Count} of {batch.Count} writes.");
    }

    // A gateway's page, or an entity that is not ours.
    private static T Understand<T>(TableResponse response, Func<TableResponse, T> read)
    {
        try
        {
            return read(response);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new StorageUnavailableException("The table service's answer is not understood: " + e.Message, e);
        }
    }

    private Exception Failure(string table, ServiceError error, bool retried)
    {
        if (TableFailures.IsMissingTable(error))
        {
            // Somebody has deleted it: the next commit makes it anew.
            _known.TryRemove(table, out _);
        }

        return TableFailures.OfBatch(error, retried);
    }

    private async Task EnsureTableAsync(string table, CancellationToken cancellation)
    {
        if (_known.ContainsKey(table))
        {
            return;
        }

        using var response = await client.CreateTableAsync(table, cancellation).ConfigureAwait(false);
        if (response.Status != 201 && response.Error() is var error && !TableFailures.IsExistingTable(error))
        {
            throw TableFailures.Of(error);
        }

        _known.TryAdd(table, true);
    }
}

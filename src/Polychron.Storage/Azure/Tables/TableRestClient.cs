using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Polychron.Storage.Azure.Connections;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Azure.Tables;

/// <summary>
/// The requests to the table service that the port needs, over Azure.Core's pipeline: retries, time limits, signing and
/// logging are its policies. The day the official table client can be had, it takes this class's place.
/// </summary>
internal sealed class TableRestClient
{
    // The first version that lets identities in.
    private const string ApiVersion = "2020-12-06";
    private const string Scope = "https://storage.azure.com/.default";
    private readonly HttpPipeline _pipeline;
    private readonly TableAddress _address;

    public TableRestClient(AzureStorageConnection connection, TimeProvider time, TableClientOptions options)
    {
        HttpPipelinePolicy authorization = connection.Key is { } key
            ? new SharedKeyLitePolicy(key, time)
            : new BearerTokenAuthenticationPolicy(connection.Identity!, Scope);
        _pipeline = HttpPipelineBuilder.Build(options, [], [authorization], new ResponseClassifier());
        _address = new TableAddress(connection.Tables);
    }

    /// <summary>Creates a table; the answer is 201, or 409 if it exists.</summary>
    public Task<TableResponse> CreateTableAsync(string table, CancellationToken cancellation)
    {
        var content = RequestContent.Create(Encoding.ASCII.GetBytes($$"""{"TableName":"{{table}}"}"""));
        return SendAsync(RequestMethod.Post, _address.Tables, "application/json;odata=nometadata", content, "application/json", cancellation);
    }

    /// <summary>Reads an entity; the answer is 200 with its ETag in a header, or 404.</summary>
    public Task<TableResponse> GetAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        var address = new Uri(_address.Entity(table, partition, row));
        return SendAsync(RequestMethod.Get, address, "application/json;odata=nometadata", null, null, cancellation);
    }

    /// <summary>Reads a page of a range; its entities have their ETags inside, which only metadata brings.</summary>
    public Task<TableResponse> QueryAsync(RowRange range, CancellationToken cancellation)
    {
        var continuation = range.Continuation is { } text ? Continuation.Parse(text) : (Continuation?)null;
        var address = _address.Range(
            range.Table, range.Partition, range.From, range.To, range.MaxRows, range.KeysOnly, continuation);
        return SendAsync(RequestMethod.Get, address, "application/json;odata=minimalmetadata", null, null, cancellation);
    }

    /// <summary>Reads a page of a whole table, with the entities' ETags inside.</summary>
    public Task<TableResponse> ScanAsync(string table, string? continuation, CancellationToken cancellation)
    {
        var address = _address.All(
            table, TableLimits.MaxPageRows, continuation is { } text ? Continuation.Parse(text) : null);
        return SendAsync(RequestMethod.Get, address, "application/json;odata=minimalmetadata", null, null, cancellation);
    }

    /// <summary>Sends an entity group transaction; the answer is 202 with a part for each write, or for the one that failed.</summary>
    public Task<TableResponse> SubmitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation)
    {
        var content = RequestContent.Create(BatchContent.Write(_address, batch));
        return SendAsync(
            RequestMethod.Post, _address.Batch, "application/json;odata=minimalmetadata", content, BatchContent.ContentType, cancellation);
    }

    private async Task<TableResponse> SendAsync(
        RequestMethod method, Uri address, string accept, RequestContent? content, string? contentType, CancellationToken cancellation)
    {
        var message = _pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(address);
        request.Headers.Add("x-ms-version", ApiVersion);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("MaxDataServiceVersion", "3.0");
        request.Headers.Add("Accept", accept);
        if (content is not null)
        {
            request.Headers.Add("Content-Type", contentType!);
            request.Content = content;
        }

        try
        {
            await _pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
            return new TableResponse(message);
        }
        catch (Exception e)
        {
            message.Dispose();
            if (AzureFailures.IsUnavailable(e, cancellation))
            {
                throw new StorageUnavailableException("The table service could not be reached: " + e.Message, e);
            }

            throw;
        }
    }
}

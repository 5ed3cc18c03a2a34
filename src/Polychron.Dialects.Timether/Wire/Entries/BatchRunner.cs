using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Mapping;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timether.Wire.Entries;

/// <summary>
/// Runs a batch in one transaction: what is acknowledged was written together. An operation that is refused has changed
/// nothing, so that without <c>atomic</c> the others go on.
/// </summary>
internal static class BatchRunner
{
    private readonly record struct Result(int Status, Entry? Entry, RequestError? Error);

    /// <summary>Runs it.</summary>
    /// <exception cref="RequestException">The batch is atomic, and an operation was refused: nothing was written.</exception>
    public static async ValueTask<Reply> RunAsync(IWorkspaceTransaction transaction, Batch batch)
    {
        Permit.Writer(transaction);
        await transaction.LoadEntriesAsync([.. batch.Items.Select(item => item.Update?.Id ?? item.Delete).OfType<long>().Distinct()])
            .ConfigureAwait(false);
        var results = new List<Result>(batch.Items.Count);
        foreach (var item in batch.Items)
        {
            results.Add(await RunAsync(transaction, item).ConfigureAwait(false));
        }

        if (batch.IsAtomic && results.Exists(result => result.Error is not null))
        {
            throw Refused(results);
        }

        return Reply.Ok(JsonBytes.Render((results, viewer: Viewer.Of(transaction)), static (json, all) => Write(json, all.results, all.viewer)));
    }

    private static async ValueTask<Result> RunAsync(IWorkspaceTransaction transaction, BatchItem item)
    {
        if (item.Error is { } error)
        {
            return new Result(error.Status, null, error);
        }

        try
        {
            if (item.Create is { } create)
            {
                return new Result(StatusCodes.Status201Created, await CreateEntry.RunAsync(transaction, create).ConfigureAwait(false), null);
            }

            if (item.Update is { } update)
            {
                return new Result(StatusCodes.Status200OK, await UpdateEntry.RunAsync(transaction, update).ConfigureAwait(false), null);
            }

            await DeleteEntry.OfAnyUserAsync(transaction, item.Delete!.Value).ConfigureAwait(false);
            return new Result(StatusCodes.Status204NoContent, null, null);
        }
        catch (DomainException refused)
        {
            var found = RequestError.Of(refused);
            return new Result(found.Status, null, found);
        }
    }

    private static RequestException Refused(List<Result> results) => new(
        new RequestError(RequestErrorKind.Invalid, "Nothing was written: at least one operation of this atomic batch was refused.")
        {
            Code = "batch_refused",
            Fields =
            [
                .. from indexed in results.Select((result, index) => (result, index))
                   where indexed.result.Error is not null
                   let error = indexed.result.Error
                   from field in error.Fields.Count == 0 ? [new FieldError("", error.Message)] : error.Fields
                   let name = field.Field.Length == 0 ? "" : $".{FieldNames.Of(field.Field, null)}"
                   select new FieldError($"{BatchBody.Operations}.{indexed.index}{name}", field.Message),
            ],
        });

    private static void Write(Utf8JsonWriter json, List<Result> results, Viewer viewer)
    {
        json.WriteStartObject();
        json.WriteStartArray("results"u8);
        for (var i = 0; i < results.Count; i++)
        {
            var result = results[i];
            json.WriteStartObject();
            json.WriteNumber("index"u8, i);
            json.WriteNumber("status"u8, result.Status);
            if (result.Entry is { } entry)
            {
                json.WritePropertyName("time_entry"u8);
                TimeEntryJson.Write(json, viewer, entry);
            }
            else if (result.Error is { } error)
            {
                json.WriteStartObject("error"u8);
                Errors.WriteMembers(json, error, "time_entries.batch", viewer.Member.Role);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

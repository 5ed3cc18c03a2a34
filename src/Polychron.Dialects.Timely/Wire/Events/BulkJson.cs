using System.Text.Json;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.Domain.Errors;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timely.Wire.Events;

/// <summary>What became of several events.</summary>
internal static class BulkJson
{
    /// <summary>Renders it: the ids of what was done, and of the rest its place in its list, its id and what is wrong with it.</summary>
    public static byte[] Render(BulkBody body, BulkEntries.Result result) => JsonBytes.Render((body, result), static (json, bulk) =>
    {
        json.WriteStartObject();
        WriteIds(json, "deleted_ids", bulk.result.DeletedIds);
        WriteIds(json, "created_ids", bulk.result.CreatedIds);
        WriteIds(json, "updated_ids", bulk.result.UpdatedIds);
        json.WriteStartObject("errors"u8);
        WriteErrors(json, "create", bulk.body.WrongToCreate, bulk.result.RefusedToCreate, static _ => null);
        WriteErrors(json, "update", bulk.body.WrongToUpdate, bulk.result.RefusedToUpdate, index => bulk.body.UpdateIds[index]);

        // The document has no list of what could not be deleted: it is there only if something is in it.
        if (bulk.body.WrongToDelete.Count + bulk.result.RefusedToDelete.Count > 0)
        {
            WriteErrors(json, "delete", bulk.body.WrongToDelete, bulk.result.RefusedToDelete, index => bulk.body.Command.Delete[index]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteErrors(
        Utf8JsonWriter json,
        string name,
        Dictionary<int, RequestError> wrong,
        Dictionary<int, DomainException> refused,
        Func<int, long?> id)
    {
        json.WriteStartArray(name);
        foreach (var index in wrong.Keys.Concat(refused.Keys).Order())
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, index);
            if (id(index) is { } known)
            {
                json.WriteNumber("id"u8, known);
            }

            json.WritePropertyName("errors"u8);
            Errors.WriteErrors(json, wrong.GetValueOrDefault(index) ?? RequestError.Of(refused[index]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IReadOnlyList<long> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
    }
}

using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.Domain.Errors;
using Polychron.UseCases.Access;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timely.Wire.Events;

/// <summary>The body of "Create bulk events", "Update bulk events" and "Delete bulk events", which may also come together.</summary>
internal sealed class BulkBody
{
    private const string CreateName = "create";
    private const string UpdateName = "update";
    private const string DeleteName = "delete";

    private static readonly string[] Names = [CreateName, UpdateName, DeleteName];

    private BulkBody(BulkEntries.Command command) => Command = command;

    /// <summary>What to do with those items that can be read.</summary>
    public BulkEntries.Command Command { get; }

    /// <summary>What is wrong with the others to create, by their place.</summary>
    public Dictionary<int, RequestError> WrongToCreate { get; } = [];

    /// <summary>What is wrong with the others to update, by their place.</summary>
    public Dictionary<int, RequestError> WrongToUpdate { get; } = [];

    /// <summary>What is wrong with the ids to delete, by their place.</summary>
    public Dictionary<int, RequestError> WrongToDelete { get; } = [];

    /// <summary>The ids to update, by their place; null where there is none.</summary>
    public List<long?> UpdateIds { get; } = [];

    /// <summary>Reads it.</summary>
    /// <exception cref="RequestException">It has no list, too many events, or something that is no list.</exception>
    public static BulkBody Read(JsonBody body, Caller caller)
    {
        var reader = new JsonObjectReader(body.Root, JsonReading.Lenient);
        var create = Items(reader, CreateName);
        var update = Items(reader, UpdateName);
        var delete = Items(reader, DeleteName);
        reader.ThrowIfInvalid();
        if (create is null && update is null && delete is null)
        {
            throw new RequestException([.. Names.Select(name => new FieldError(name, TimelyBody.Blank))]);
        }

        return Read(create ?? [], update ?? [], delete ?? [], caller);
    }

    private static BulkBody Read(
        IReadOnlyList<JsonElement> create, IReadOnlyList<JsonElement> update, IReadOnlyList<JsonElement> delete, Caller caller)
    {
        if (create.Count + update.Count + delete.Count > BulkEntries.MaxCount)
        {
            var name = create.Count > 0 ? CreateName : update.Count > 0 ? UpdateName : DeleteName;
            throw RequestException.Invalid(name, $"must have at most {BulkEntries.MaxCount} events");
        }

        var creates = new List<CreateEntry.Command?>(create.Count);
        var updates = new List<UpdateEntry.Command?>(update.Count);
        var deletes = new List<long?>(delete.Count);
        var read = new BulkBody(new BulkEntries.Command(creates, updates, deletes));
        for (var i = 0; i < create.Count; i++)
        {
            creates.Add(ReadItem(create[i], i, read.WrongToCreate, item => EventBody.ToCreate(item, caller)));
        }

        for (var i = 0; i < update.Count; i++)
        {
            read.UpdateIds.Add(null);
            updates.Add(ReadItem(update[i], i, read.WrongToUpdate, item =>
            {
                var id = item.WholeNumber("id", 1).Or(null);
                read.UpdateIds[i] = id;
                item.ThrowIfInvalid();
                return EventBody.ToUpdate(item, caller, id ?? throw RequestException.Invalid("id", TimelyBody.Blank));
            }));
        }

        for (var i = 0; i < delete.Count; i++)
        {
            deletes.Add(JsonObjectReader.WholeNumber(delete[i], JsonReading.Lenient));
            if (deletes[i] is null)
            {
                read.WrongToDelete[i] = RequestException.Invalid("id", TimelyBody.Invalid).Error;
            }
        }

        return read;
    }

    // Null where there is none; one without items is a list too.
    private static IReadOnlyList<JsonElement>? Items(JsonObjectReader reader, string name)
    {
        if (reader.Value(name) is not { IsPresent: true, Value: { ValueKind: not JsonValueKind.Null } list })
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            reader.Fail(name, "must be a list.");
            return null;
        }

        return [.. list.EnumerateArray()];
    }

    private static T? ReadItem<T>(JsonElement item, int index, Dictionary<int, RequestError> wrong, Func<JsonObjectReader, T> read)
        where T : class
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object
                ? read(EventBody.Reader(item))
                : throw RequestException.Invalid(EventBody.Wrapper, TimelyBody.Invalid);
        }
        catch (RequestException refused)
        {
            wrong[index] = refused.Error;
            return null;
        }
    }
}

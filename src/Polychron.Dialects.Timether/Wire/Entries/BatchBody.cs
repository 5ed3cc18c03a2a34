using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timether.Wire.Entries;

/// <summary>One operation of a batch: one of the three commands, or why it could not be read.</summary>
internal sealed record BatchItem
{
    /// <summary>An entry to create.</summary>
    public CreateEntry.Command? Create { get; init; }

    /// <summary>An entry to change.</summary>
    public UpdateEntry.Command? Update { get; init; }

    /// <summary>An entry to delete.</summary>
    public long? Delete { get; init; }

    /// <summary>What is wrong with the operation itself.</summary>
    public RequestError? Error { get; init; }
}

/// <summary>A batch of operations on entries.</summary>
/// <param name="Items">The operations, in order.</param>
/// <param name="IsAtomic">Whether one that fails fails all.</param>
internal sealed record Batch(IReadOnlyList<BatchItem> Items, bool IsAtomic);

/// <summary>Reads <c>{"atomic":true,"operations":[{"op":"create","time_entry":{...}},{"op":"update","id":5,"time_entry":{...}},{"op":"delete","id":7}]}</c>.</summary>
internal static class BatchBody
{
    /// <summary>The most operations.</summary>
    public const int MaxOperations = 100;

    /// <summary>The member that holds the operations.</summary>
    public const string Operations = "operations";

    /// <summary>Reads a batch; operations that cannot be read are part of it.</summary>
    /// <exception cref="RequestException">The batch itself is wrong.</exception>
    public static Batch Read(JsonBody body, DateTimeZone zone)
    {
        var reader = body.Read();
        var isAtomic = reader.Boolean("atomic").Or(null) ?? true;
        var items = new List<BatchItem>();
        if (reader.Require(Operations))
        {
            if (reader.Value(Operations).Value is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > MaxOperations)
            {
                reader.Fail(Operations, $"must be a list of 1 to {MaxOperations} operations.");
            }
            else
            {
                items.AddRange(list.EnumerateArray().Select(item => ReadItem(item, zone)));
            }
        }

        reader.ThrowIfInvalid();
        return new Batch(items, isAtomic);
    }

    private static BatchItem ReadItem(JsonElement element, DateTimeZone zone)
    {
        try
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                throw RequestException.Invalid("op", "An operation is an object.");
            }

            var item = new JsonObjectReader(element);
            var op = item.Text("op", 20).Or(null);
            if (op is not ("create" or "update" or "delete"))
            {
                item.Fail("op", "must be create, update or delete.");
            }

            var id = op is "update" or "delete" && item.Require("id") ? item.WholeNumber("id", 1).Or(null) : null;
            item.ThrowIfInvalid();
            return op switch
            {
                "create" => new BatchItem { Create = TimeEntryBody.ReadNew(TimetherBody.Read(element, TimeEntryBody.Key), zone) },
                "update" => new BatchItem
                {
                    Update = new UpdateEntry.Command
                    {
                        Id = id!.Value,
                        AllowOtherUsers = true,
                        Changes = TimeEntryBody.ReadChanges(TimetherBody.Read(element, TimeEntryBody.Key), zone),
                    },
                },
                _ => new BatchItem { Delete = id },
            };
        }
        catch (RequestException refused)
        {
            return new BatchItem { Error = refused.Error };
        }
    }
}

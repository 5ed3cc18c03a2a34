using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Domain.Entries;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timing.Wire.Entries;

/// <summary>Reads the body of "Batch update time entries".</summary>
internal static class BatchBody
{
    private const string EntriesName = "time_entries";
    private const string DataName = "data";

    /// <summary>The command.</summary>
    public static UpdateEntries.Command Parse(JsonBody body)
    {
        var reader = body.Read(BodyReading.Rules);
        var ids = Ids(reader);
        reader.Require(DataName);
        var data = reader.Member(DataName);
        var command = new UpdateEntries.Command
        {
            Ids = ids,
            Changes = data is null ? new EntryChanges() : TimeEntryBody.Changes(data),
            AllowOtherUsers = reader.Boolean("allow_editing_other_users").Or(null) ?? false,
        };
        reader.ThrowIfInvalid();
        return command;
    }

    private static List<long> Ids(JsonObjectReader reader)
    {
        var ids = new List<long>();
        if (!reader.Require(EntriesName))
        {
            return ids;
        }

        if (reader.Value(EntriesName).Value is not { ValueKind: JsonValueKind.Array } list)
        {
            reader.Fail(EntriesName, "must be a list.");
        }
        else if (list.GetArrayLength() is 0 or > EntryLimits.MaxBatch)
        {
            reader.Fail(EntriesName, $"must name 1 to {EntryLimits.MaxBatch} time entries.");
        }
        else
        {
            foreach (var item in list.EnumerateArray())
            {
                if (!TryId(item, out var id))
                {
                    reader.Fail($"{EntriesName}.{ids.Count}", "must be a time entry's id or reference.");
                }

                ids.Add(id);
            }
        }

        return ids;
    }

    private static bool TryId(JsonElement item, out long id)
    {
        id = 0;
        return item.ValueKind switch
        {
            JsonValueKind.Number => item.TryGetInt64(out id),
            JsonValueKind.String => References.TryReferenceOrNumber(item.GetString(), References.Entries, out id),
            _ => false,
        };
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Azure.Functions.Worker;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.EmbeddedHost.Timers;

/// <summary>Remembers the timers' status: table and partition <c>timers</c>, a row for each function, in JSON.</summary>
internal sealed partial class TimerStatusStore(ITableStore tables)
{
    /// <summary>The table, and the partition in it.</summary>
    public const string Table = "timers";

    /// <summary>The status of a function's timer, or null if there is none or it cannot be understood.</summary>
    /// <exception cref="StorageUnavailableException">The store could not answer.</exception>
    public async Task<ScheduleStatus?> Load(string function, CancellationToken cancellation)
    {
        var row = await tables.GetAsync(Table, Table, function, cancellation).ConfigureAwait(false);
        if (row is null)
        {
            return null;
        }

        try
        {
            var status = JsonSerializer.Deserialize(row.Data.Span, StatusJson.Default.ScheduleStatus);
            return status is null ? null : new ScheduleStatus
            {
                Last = status.Last.ToUniversalTime(),
                Next = status.Next.ToUniversalTime(),
                LastUpdated = status.LastUpdated.ToUniversalTime(),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the status. One process runs the timers, so the last write is the right one.</summary>
    /// <exception cref="StorageUnavailableException">The store could not answer.</exception>
    public Task Save(string function, ScheduleStatus status, CancellationToken cancellation)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(status, StatusJson.Default.ScheduleStatus);
        return tables.CommitAsync([new RowWrite(RowAction.Upsert, Table, Table, function, data)], cancellation);
    }

    [JsonSerializable(typeof(ScheduleStatus))]
    private sealed partial class StatusJson : JsonSerializerContext;
}

using System.Diagnostics.Metrics;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Storage.Diagnostics;

/// <summary>
/// What is measured of the tables and queues. Operations divided by requests are what a request costs on Table Storage.
/// </summary>
public sealed class StorageMeter
{
    /// <summary>The meter.</summary>
    public const string Name = PolychronTelemetry.Name;

    /// <summary>Counts operations; tag <see cref="Kind"/>: get, query or commit. A refused commit counts too.</summary>
    public const string Operations = InstrumentNames.TableOperations;

    /// <summary>Counts rows returned by gets and queries and rows written by commits that succeeded; tag <see cref="Kind"/>.</summary>
    public const string Rows = InstrumentNames.TableRows;

    /// <summary>The tag that tells get, query and commit apart.</summary>
    public const string Kind = AttributeNames.DbOperation;

    /// <summary>The embedded store's value of <see cref="AttributeNames.DbSystem"/>.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>Table Storage's value of <see cref="AttributeNames.DbSystem"/>.</summary>
    public const string AzureTables = "azure.table_storage";

    private readonly Counter<long> _operations;
    private readonly Counter<long> _rows;
    private readonly Histogram<double> _tables;
    private readonly Histogram<double> _queues;
    private readonly KeyValuePair<string, object?> _system;

    /// <summary>The measures of a store.</summary>
    /// <param name="meters">Makes the meter.</param>
    /// <param name="system">Which store it is: <see cref="Sqlite"/> or <see cref="AzureTables"/>.</param>
    public StorageMeter(IMeterFactory? meters, string system)
    {
        var meter = PolychronTelemetry.Meter(meters);
        _operations = meter.CreateCounter<long>(Operations, "{operation}", "Operations of the table store.");
        _rows = meter.CreateCounter<long>(Rows, "{row}", "Rows read and written.");
        _tables = meter.CreateHistogram(
            InstrumentNames.TableDuration, "s", "How long operations of the table store take.", null, PolychronTelemetry.Durations);
        _queues = meter.CreateHistogram(
            InstrumentNames.QueueDuration, "s", "How long operations of the queue store take.", null, PolychronTelemetry.Durations);
        Store = system;
        _system = new KeyValuePair<string, object?>(AttributeNames.DbSystem, system);
    }

    /// <summary>Which store it is.</summary>
    public string Store { get; }

    /// <summary>Whether anybody wants to know of table operations.</summary>
    internal bool WantsTables =>
        _operations.Enabled || _rows.Enabled || _tables.Enabled || PolychronTelemetry.Source.HasListeners();

    /// <summary>Whether anybody wants to know of queue operations.</summary>
    internal bool WantsQueues => _queues.Enabled || PolychronTelemetry.Source.HasListeners();

    internal void Began(in KeyValuePair<string, object?> kind) => _operations.Add(1, kind);

    internal void Moved(in KeyValuePair<string, object?> kind, int rows) => _rows.Add(rows, kind);

    internal void Ended(in KeyValuePair<string, object?> kind, TimeSpan took, string? error)
    {
        if (error is null)
        {
            _tables.Record(took.TotalSeconds, _system, kind);
        }
        else
        {
            _tables.Record(took.TotalSeconds, _system, kind, new KeyValuePair<string, object?>(AttributeNames.ErrorType, error));
        }
    }

    internal void QueueEnded(in KeyValuePair<string, object?> operation, string queue, TimeSpan took, string? error)
    {
        var destination = new KeyValuePair<string, object?>(AttributeNames.MessagingDestination, queue);
        if (error is null)
        {
            _queues.Record(took.TotalSeconds, operation, destination);
        }
        else
        {
            _queues.Record(took.TotalSeconds, operation, destination, new KeyValuePair<string, object?>(AttributeNames.ErrorType, error));
        }
    }
}

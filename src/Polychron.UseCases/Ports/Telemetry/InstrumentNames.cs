namespace Polychron.UseCases.Ports.Telemetry;

/// <summary>
/// The names of all instruments of the meter <see cref="PolychronTelemetry.Name"/>. What each one means, its unit and its
/// attributes are in <c>docs/observability.md</c>.
/// </summary>
public static class InstrumentNames
{
    /// <summary>How long requests take, and how many there are.</summary>
    public const string RequestDuration = "polychron.request.duration";

    /// <summary>How long operations of the table store take, and how many there are.</summary>
    public const string TableDuration = "db.client.operation.duration";

    /// <summary>Operations of the table store.</summary>
    public const string TableOperations = "polychron.storage.operations";

    /// <summary>Rows read and written.</summary>
    public const string TableRows = "polychron.storage.rows";

    /// <summary>How long operations of the queue store take, and how many there are.</summary>
    public const string QueueDuration = "messaging.client.operation.duration";

    /// <summary>Commits of workspaces' logs.</summary>
    public const string LogCommits = "polychron.log.commits";

    /// <summary>Records written to workspaces' logs.</summary>
    public const string LogRecords = "polychron.log.records";

    /// <summary>Commits that lost against another instance's and ran again.</summary>
    public const string LogConflicts = "polychron.log.conflicts";

    /// <summary>The highest sequence number of any workspace's log.</summary>
    public const string LogHead = "polychron.log.head";

    /// <summary>What waits on its way to webhooks' listeners.</summary>
    public const string WebhookBacklog = "polychron.webhooks.backlog";

    /// <summary>How long the oldest of it has waited.</summary>
    public const string WebhookBacklogAge = "polychron.webhooks.backlog.age";

    /// <summary>What came of deliveries.</summary>
    public const string Deliveries = "polychron.webhooks.deliveries";

    /// <summary>How long attempts at listeners take.</summary>
    public const string DeliveryDuration = "polychron.webhooks.delivery.duration";

    /// <summary>Records that are not in the reports' cells yet.</summary>
    public const string RollupLag = "polychron.rollups.lag";

    /// <summary>How long the oldest of them has waited.</summary>
    public const string RollupLagAge = "polychron.rollups.lag.age";

    /// <summary>Records folded into cells.</summary>
    public const string RecordsFolded = "polychron.rollups.records_folded";

    /// <summary>Cells that verification compared with the entries.</summary>
    public const string CellsCompared = "polychron.rollups.cells_compared";

    /// <summary>Cells that verification found wrong: anything but 0 is a bug.</summary>
    public const string CellsDrifted = "polychron.rollups.cells_drifted";

    /// <summary>Messages that failed too often and were parked.</summary>
    public const string PoisonMessages = "polychron.queue.poison";
}

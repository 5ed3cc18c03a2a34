using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Storage.Diagnostics;

/// <summary>What is measured, traced and logged of commits to workspaces' logs.</summary>
public sealed partial class LogMeter
{
    private readonly Counter<long> _commits;
    private readonly Counter<long> _records;
    private readonly Counter<long> _conflicts;
    private readonly ILogger<LogMeter>? _logger;

    /// <summary>The measures of an app's logs.</summary>
    /// <param name="meters">Makes the meter; null for one that nobody else has.</param>
    /// <param name="logger">Where commits are noted, at level Debug; null for nowhere.</param>
    public LogMeter(IMeterFactory? meters = null, ILogger<LogMeter>? logger = null)
    {
        var meter = PolychronTelemetry.Meter(meters);
        _commits = meter.CreateCounter<long>(InstrumentNames.LogCommits, "{commit}", "Commits of workspaces' logs.");
        _records = meter.CreateCounter<long>(InstrumentNames.LogRecords, "{record}", "Records written to workspaces' logs.");
        _conflicts = meter.CreateCounter<long>(
            InstrumentNames.LogConflicts, "{commit}", "Commits that another instance's came before, and that ran again.");
        _logger = logger;
    }

    /// <summary>
    /// The span of a commit, or null if it is not sampled. Writes of several requests share it: it belongs to the first one's trace and links to
    /// those of the others.
    /// </summary>
    internal static Activity? Start(long workspaceId, IEnumerable<ActivityContext> writes)
    {
        var traced = writes.Where(context => context != default).ToList();
        var activity = PolychronTelemetry.Source.StartActivity(
            "commit",
            ActivityKind.Internal,
            traced.Count == 0 ? default : traced[0],
            links: traced.Skip(1).Select(context => new ActivityLink(context)));
        activity?.SetTag(AttributeNames.Workspace, workspaceId);
        return activity;
    }

    internal void Committed(long workspaceId, long sequence, int records, int writes, Activity? activity)
    {
        _commits.Add(1);
        _records.Add(records);
        activity?.SetTag(AttributeNames.Sequence, sequence);
        if (_logger is not null)
        {
            Committed(_logger, workspaceId, sequence, records, writes);
        }
    }

    internal void Lost(long workspaceId, Activity? activity)
    {
        _conflicts.Add(1);
        activity?.AddEvent(new ActivityEvent("conflict"));
        if (_logger is not null)
        {
            Lost(_logger, workspaceId);
        }
    }

    [LoggerMessage(60, LogLevel.Debug, "Workspace {WorkspaceId} is at record {Sequence}: {Records} records of {Writes} writes were committed")]
    private static partial void Committed(ILogger logger, long workspaceId, long sequence, int records, int writes);

    [LoggerMessage(61, LogLevel.Debug, "Another instance wrote to workspace {WorkspaceId} first; the writes run again")]
    private static partial void Lost(ILogger logger, long workspaceId);
}

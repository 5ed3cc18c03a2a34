using NodaTime;
using Polychron.Domain.Billing;

namespace Polychron.UseCases.Reports;

/// <summary>A line of a report. Values of columns that were not asked for are null.</summary>
public sealed record ReportLine
{
    /// <summary>The sum of the durations in seconds.</summary>
    public required long Seconds { get; init; }

    /// <summary>The project; null without one.</summary>
    public long? ProjectId { get; init; }

    /// <summary>The title; null without one.</summary>
    public string? Title { get; init; }

    /// <summary>The notes; null without any.</summary>
    public string? Notes { get; init; }

    /// <summary>The user.</summary>
    public long? UserId { get; init; }

    /// <summary>The billing status.</summary>
    public BillingStatus? BillingStatus { get; init; }

    /// <summary>The start of the interval or calendar unit, inclusive.</summary>
    public Instant? Start { get; init; }

    /// <summary>The end of the interval or calendar unit, exclusive.</summary>
    public Instant? End { get; init; }
}

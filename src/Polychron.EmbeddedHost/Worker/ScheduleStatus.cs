namespace Microsoft.Azure.Functions.Worker;

/// <summary>The remembered status of a timer. All instants are UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last occurrence that was run; the default value if none was.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next occurrence that is expected.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written; a changed schedule is reckoned from here.</summary>
    public DateTime LastUpdated { get; set; }
}

using Polychron.Import.Values;

namespace Polychron.Import.Run;

/// <summary>What to import, and how to read what the file leaves open.</summary>
public sealed record ImportOptions
{
    /// <summary>The workspace.</summary>
    public required long WorkspaceId { get; init; }

    /// <summary>The name of the format.</summary>
    public required string Format { get; init; }

    /// <summary>The TZDB id of the zone of local times; null for the workspace's.</summary>
    public string? Zone { get; init; }

    /// <summary>The order of dates that do not begin with the year.</summary>
    public DateOrder Dates { get; init; }

    /// <summary>The encoding of a file without a byte order mark; null for UTF-8.</summary>
    public string? Encoding { get; init; }

    /// <summary>The e-mail address of the member whose time rows are that name nobody; null for the workspace's owner.</summary>
    public string? User { get; init; }

    /// <summary>Whether the WBS elements of the CESAW log become projects below its projects.</summary>
    public bool SubProjects { get; init; }

    /// <summary>Whether only to tell what would happen.</summary>
    public bool IsDryRun { get; init; }
}

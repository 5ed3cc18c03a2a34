namespace Polychron.Domain.Log;

/// <summary>What a log record is about. The numbers are stored: never change or reuse one.</summary>
public enum EntityKind
{
    /// <summary>The workspace's own settings (in its partition), or its listing (in the directory).</summary>
    Workspace = 1,

    /// <summary>A user's membership of the workspace.</summary>
    Member = 2,

    /// <summary>A group of members.</summary>
    Team = 3,

    /// <summary>A project.</summary>
    Project = 4,

    /// <summary>A time entry, running or not.</summary>
    Entry = 5,

    /// <summary>A user (directory only).</summary>
    User = 6,

    /// <summary>An API token (directory only).</summary>
    Token = 7,

    /// <summary>The listing of a membership by user (directory only).</summary>
    Membership = 8,

    /// <summary>A client.</summary>
    Client = 9,

    /// <summary>A label.</summary>
    Label = 10,

    /// <summary>An OAuth application (directory only).</summary>
    OAuthApplication = 11,

    /// <summary>What a user granted to an OAuth application (directory only).</summary>
    OAuthGrant = 12,

    /// <summary>A webhook: who listens to the workspace's changes, and where.</summary>
    Webhook = 20,

    /// <summary>How far the use of a project's budget has come.</summary>
    BudgetLevel = 30,
}

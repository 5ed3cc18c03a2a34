namespace Polychron.UseCases.Records;

/// <summary>The kinds of records that a workspace has, for APIs in which everything is a record.</summary>
public enum RecordKind
{
    /// <summary>The workspace itself.</summary>
    Cloud,

    /// <summary>A member who is a person.</summary>
    Person,

    /// <summary>A member who is a robot user.</summary>
    Robot,

    /// <summary>A team.</summary>
    Team,

    /// <summary>A client.</summary>
    Client,

    /// <summary>A label.</summary>
    Label,

    /// <summary>A project.</summary>
    Project,

    /// <summary>A time entry.</summary>
    Entry,
}

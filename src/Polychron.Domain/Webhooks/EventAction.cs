namespace Polychron.Domain.Webhooks;

/// <summary>What happened to a thing. The numbers are stored: never change or reuse one.</summary>
public enum EventAction
{
    /// <summary>It was made.</summary>
    Created = 1,

    /// <summary>It was changed.</summary>
    Updated = 2,

    /// <summary>It was deleted.</summary>
    Deleted = 3,
}

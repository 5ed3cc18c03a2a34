namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Which key of the Functions host an HTTP function asks for. The app's own tokens authenticate its callers, so every
/// function here is <see cref="Anonymous"/>; the embedded host has no keys and refuses the other levels at start.
/// </summary>
public enum AuthorizationLevel
{
    /// <summary>No key of the host is needed.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user of the host.</summary>
    User = 1,

    /// <summary>The function's key.</summary>
    Function = 2,

    /// <summary>A system key.</summary>
    System = 3,

    /// <summary>The host's master key.</summary>
    Admin = 4,
}

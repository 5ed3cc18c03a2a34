namespace Polychron.Scale.Load;

/// <summary>What people ask for.</summary>
internal enum RequestKind
{
    /// <summary>Creates an entry.</summary>
    Create,

    /// <summary>Changes an entry's title.</summary>
    Update,

    /// <summary>Starts a timer, or stops the one that runs.</summary>
    Timer,

    /// <summary>The caller's latest entries.</summary>
    List,

    /// <summary>One entry.</summary>
    Get,

    /// <summary>A manager's report of everyone's time, by project and month.</summary>
    Report,
}

namespace Polychron.Domain.Projects;

/// <summary>The limits of projects.</summary>
public static class ProjectLimits
{
    /// <summary>The most characters in a title.</summary>
    public const int MaxTitleLength = 500;

    /// <summary>The most characters in the notes.</summary>
    public const int MaxNotesLength = 10_000;

    /// <summary>The most levels of a project tree.</summary>
    public const int MaxDepth = 20;

    /// <summary>The most projects in a workspace: its picture is held in memory.</summary>
    public const int MaxProjects = 50_000;
}

namespace Polychron.Demo.Studio;

/// <summary>What people call what they do, and how they label it.</summary>
internal static class Words
{
    /// <summary>The labels: groups with what is in them.</summary>
    public static IReadOnlyList<(string Group, string[] Labels)> Labels { get; } =
    [
        ("Making", ["Sketching", "Prototyping", "Coding", "Writing", "Testing"]),
        ("Talking", ["Client meeting", "Team meeting", "Workshop"]),
        ("Keeping", ["Bug", "Review", "Operations"]),
    ];

    private static readonly (string Title, string Label)[] Lead =
    [
        ("Steering call", "Client meeting"), ("Sprint planning", "Team meeting"), ("Offer and estimates", "Writing"),
        ("Stakeholder interviews", "Workshop"), ("Progress report", "Writing"), ("Scope and priorities", "Client meeting"),
    ];

    private static readonly (string Title, string Label)[] Design =
    [
        ("Wireframes", "Sketching"), ("Screen design", "Prototyping"), ("Click dummy", "Prototyping"), ("Design review", "Review"),
        ("Icons and illustrations", "Sketching"), ("Usability test", "Testing"), ("Feedback round", "Client meeting"),
    ];

    private static readonly (string Title, string Label)[] Engineering =
    [
        ("Forms and validation", "Coding"), ("Data import", "Coding"), ("Search", "Coding"), ("Code review", "Review"),
        ("Fixing reported errors", "Bug"), ("Deployment", "Operations"), ("Automated tests", "Testing"), ("Accessibility", "Coding"),
        ("Performance", "Coding"), ("Stand-up", "Team meeting"),
    ];

    private static readonly (string Title, string Label)[] Content =
    [
        ("Page texts", "Writing"), ("Interviews", "Workshop"), ("Editing", "Writing"), ("Image selection", "Review"),
        ("Translation check", "Review"), ("Editorial meeting", "Client meeting"),
    ];

    /// <summary>What somebody of a craft does in an hour or two.</summary>
    public static IReadOnlyList<(string Title, string Label)> Of(Craft craft) => craft switch
    {
        Craft.Lead => Lead,
        Craft.Design => Design,
        Craft.Engineering => Engineering,
        _ => Content,
    };

    /// <summary>What is written beside some of them.</summary>
    public static IReadOnlyList<string> Notes { get; } =
    [
        "As agreed in the last meeting.", "Needs an answer from the client.", "Took longer than planned.",
        "Second round.", "Handed over to the next team.", "To be continued.",
    ];
}

namespace Polychron.Demo.Studio;

/// <summary>A part of a job.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Crafts">Who works on it.</param>
internal sealed record Part(string Title, params Craft[] Crafts);

/// <summary>A job for a client: a project with its parts below it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Client">The client, or null for the studio's own.</param>
/// <param name="From">The month in which it begins, from 0.</param>
/// <param name="To">The month in which it ends, exclusive; 24 for one that goes on.</param>
/// <param name="HourRate">The rate in cents, or null for that of whoever works.</param>
/// <param name="BudgetHours">The hours that were sold, or 0.</param>
internal sealed record Job(string Title, string? Client, int From, int To, long? HourRate, int BudgetHours)
{
    public required IReadOnlyList<Part> Parts { get; init; }

    public bool IsInternal => Client is null;
}

/// <summary>What the studio works on in its two years.</summary>
internal static class Portfolio
{
    /// <summary>The months that it spans.</summary>
    public const int Months = 24;

    private static readonly Part[] Website =
    [
        new("Concept", Craft.Lead, Craft.Design, Craft.Content),
        new("Design", Craft.Design),
        new("Build", Craft.Engineering),
        new("Content", Craft.Content),
        new("Launch", Craft.Lead, Craft.Engineering, Craft.Content),
    ];

    private static readonly Part[] Product =
    [
        new("Research", Craft.Lead, Craft.Design),
        new("Interface", Craft.Design),
        new("Backend", Craft.Engineering),
        new("App", Craft.Engineering),
        new("Documentation", Craft.Content),
    ];

    private static readonly Part[] Care =
    [
        new("Support", Craft.Engineering, Craft.Content),
        new("Improvements", Craft.Design, Craft.Engineering, Craft.Content),
        new("Coordination", Craft.Lead),
    ];

    /// <summary>The title of the studio's own project, and of its part for time off.</summary>
    public const string Internal = "Studio";

    /// <inheritdoc cref="Internal" />
    public const string TimeOff = "Time off";

    /// <summary>The jobs.</summary>
    public static IReadOnlyList<Job> Jobs { get; } =
    [
        new("Museum website", "Stadtmuseum Nord", 0, 7, 115_00, 3_800) { Parts = Website },
        new("Ticket shop", "Stadtmuseum Nord", 6, 14, null, 2_500) { Parts = Product },
        new("Care plan", "Stadtmuseum Nord", 7, 24, 98_00, 0) { Parts = Care },
        new("Route planner", "Velo Verbund", 0, 10, null, 4_200) { Parts = Product },
        new("Care plan", "Velo Verbund", 10, 24, 98_00, 0) { Parts = Care },
        new("Seed catalogue", "Saatgut Kollektiv", 3, 9, 110_00, 2_400) { Parts = Website },
        new("Clinic portal", "Praxis am Park", 8, 19, null, 3_200) { Parts = Product },
        new("Brand refresh", "Kaffee Ost", 9, 13, 120_00, 1_500) { Parts = Website },
        new("Order app", "Kaffee Ost", 13, 24, null, 3_900) { Parts = Product },
        new("Annual report", "Stiftung Flussland", 2, 5, 105_00, 1_400) { Parts = Website },
        new("Annual report II", "Stiftung Flussland", 14, 17, 105_00, 1_100) { Parts = Website },
        new("Energy dashboard", "Gemeindewerke Au", 16, 24, null, 2_900) { Parts = Product },
        new("Festival site", "Klangwochen", 18, 23, 100_00, 1_900) { Parts = Website },
        new(Internal, null, 0, 24, 0, 0)
        {
            Parts =
            [
                new("Planning", Craft.Lead, Craft.Design, Craft.Engineering, Craft.Content),
                new("Learning", Craft.Lead, Craft.Design, Craft.Engineering, Craft.Content),
                new("Acquisition", Craft.Lead, Craft.Content),
                new(TimeOff),
            ],
        },
    ];
}

using Polychron.Domain.Members;

namespace Polychron.Demo.Studio;

/// <summary>What somebody does, which decides on what they work and how it is called.</summary>
internal enum Craft
{
    Lead,
    Design,
    Engineering,
    Content,
}

/// <summary>Somebody in the studio.</summary>
/// <param name="Name">The name.</param>
/// <param name="Craft">What they do.</param>
/// <param name="Role">What they may do.</param>
/// <param name="HourRate">What an hour of theirs is billed at, in cents.</param>
/// <param name="InternalHourRate">What it costs the studio, in cents.</param>
/// <param name="WeeklyHours">How long they work a week.</param>
internal sealed record Person(string Name, Craft Craft, Role Role, long HourRate, long InternalHourRate, int WeeklyHours)
{
    public string Email => $"{Name.Split(' ')[0].ToLowerInvariant()}@studio.example.com";
}

/// <summary>The people of the studio, who are nobody's likeness. The first one owns it.</summary>
internal static class Cast
{
    public static IReadOnlyList<Person> People { get; } =
    [
        new("Mara Lindt", Craft.Lead, Role.Owner, 145_00, 78_00, 40),
        new("Jonas Okafor", Craft.Lead, Role.Manager, 130_00, 66_00, 40),
        new("Ines Duarte", Craft.Design, Role.Manager, 120_00, 58_00, 40),
        new("Tom Vesely", Craft.Design, Role.Member, 105_00, 47_00, 40),
        new("Aiko Brandt", Craft.Design, Role.Member, 95_00, 41_00, 32),
        new("Sven Halvorsen", Craft.Engineering, Role.Manager, 130_00, 64_00, 40),
        new("Priya Nair", Craft.Engineering, Role.Member, 120_00, 57_00, 40),
        new("Luca Moretti", Craft.Engineering, Role.Member, 110_00, 51_00, 40),
        new("Hanna Kruse", Craft.Engineering, Role.Member, 110_00, 50_00, 32),
        new("Daniel Wolff", Craft.Engineering, Role.Member, 90_00, 38_00, 40),
        new("Zoe Martin", Craft.Content, Role.Member, 95_00, 42_00, 40),
        new("Emil Sand", Craft.Content, Role.Member, 85_00, 36_00, 32),
    ];
}

namespace Polychron.UseCases.Teams;

/// <summary>What is to be written of a team; what is not set stays, or has its default where the team is new.</summary>
public sealed record TeamChanges
{
    /// <summary>Its name.</summary>
    public Change<string> Name { get; init; }

    /// <summary>Its colour, as #RRGGBB.</summary>
    public Change<string> Color { get; init; }

    /// <summary>The URL of its emoji.</summary>
    public Change<string?> Emoji { get; init; }

    /// <summary>What it is elsewhere.</summary>
    public Change<string?> ExternalId { get; init; }

    /// <summary>All its people, and who of them leads it.</summary>
    public Change<IReadOnlyList<(long UserId, bool IsLead)>> Users { get; init; }
}

namespace Polychron.UseCases.Labels;

/// <summary>What is to be written of a label; what is not set stays, or has its default where the label is new.</summary>
public sealed record LabelChanges
{
    /// <summary>Its name.</summary>
    public Change<string> Name { get; init; }

    /// <summary>The label it stands below; null for none.</summary>
    public Change<long?> ParentId { get; init; }

    /// <summary>The URL of its emoji.</summary>
    public Change<string?> Emoji { get; init; }

    /// <summary>The emoji of a label that would have none; null for none.</summary>
    public string? DefaultEmoji { get; init; }

    /// <summary>Whether it is archived.</summary>
    public Change<bool> IsArchived { get; init; }
}

using Polychron.Domain.Log;

namespace Polychron.Domain.Labels;

/// <summary>A label (tag) for entries: a node of a forest.</summary>
public sealed record Label : Entity
{
    /// <summary>The most characters in a name.</summary>
    public const int MaxNameLength = 255;

    /// <summary>The most labels in a workspace.</summary>
    public const int MaxLabels = 10_000;

    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.Label;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The label above it, or null at the root.</summary>
    public long? ParentId { get; init; }

    /// <summary>The address of its picture, or null.</summary>
    public string? Emoji { get; init; }

    /// <summary>Its place among its siblings, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>Whether it was put away; entries keep it.</summary>
    public bool IsArchived { get; init; }
}

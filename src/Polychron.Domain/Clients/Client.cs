using System.Collections.Immutable;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Log;

namespace Polychron.Domain.Clients;

/// <summary>A client: a company that projects are for.</summary>
public sealed record Client : Entity
{
    /// <summary>The most characters in a name.</summary>
    public const int MaxNameLength = 255;

    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.Client;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it was put away; its projects stay.</summary>
    public bool IsArchived { get; init; }

    /// <summary>What another system calls it, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Names and values of clients' scripts.</summary>
    public ImmutableSortedDictionary<string, string> CustomFields { get; init; } = CustomFieldSet.Empty;
}

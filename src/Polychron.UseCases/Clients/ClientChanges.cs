using Polychron.UseCases.CustomFields;

namespace Polychron.UseCases.Clients;

/// <summary>What is to be written of a client; what is not set stays, or has its default where the client is new.</summary>
public sealed record ClientChanges
{
    /// <summary>Its name.</summary>
    public Change<string> Name { get; init; }

    /// <summary>Whether it is archived.</summary>
    public Change<bool> IsArchived { get; init; }

    /// <summary>What it is elsewhere.</summary>
    public Change<string?> ExternalId { get; init; }

    /// <summary>Custom fields to set, or with a null value to remove; others stay.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string?>>? CustomFields { get; init; }

    /// <summary>What of custom fields the caller's API lets be set; null for all that the domain does.</summary>
    public CustomFieldLimits? CustomFieldLimits { get; init; }
}

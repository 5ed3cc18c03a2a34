using NodaTime;
using Polychron.Domain.Billing;

namespace Polychron.UseCases.Imports;

/// <summary>What a row of an imported file says, in the domain's terms. Whom and what it names is found or made.</summary>
public sealed record ImportRow
{
    /// <summary>A hash of what the row says; a row whose id is known is left out.</summary>
    public required UInt128 Id { get; init; }

    /// <summary>Whose time it is, or null for the person that the whole import names.</summary>
    public PersonName? Person { get; init; }

    /// <summary>The user that <see cref="Person"/> stands for; 0 until it was looked up (see <see cref="ImportPeople"/>).</summary>
    public long UserId { get; init; }

    /// <summary>The name of the client of the project, or null.</summary>
    public string? Client { get; init; }

    /// <summary>The titles of the project from the root down; empty for no project.</summary>
    public IReadOnlyList<string> Project { get; init; } = [];

    /// <summary>The team of the project and of whoever works in it, or null.</summary>
    public string? Team { get; init; }

    /// <summary>The names of labels; one that is named twice counts once.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The start, inclusive.</summary>
    public required Instant Start { get; init; }

    /// <summary>The end, exclusive.</summary>
    public required Instant End { get; init; }

    /// <summary>The duration in seconds, which need not be that of the interval.</summary>
    public required long Seconds { get; init; }

    /// <summary>Whether it is only a day and hours.</summary>
    public bool IsDayOnly { get; init; }

    /// <summary>The title, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The notes, or null.</summary>
    public string? Notes { get; init; }

    /// <summary>The billing status; null takes the default of project, team, member and workspace.</summary>
    public BillingStatus? BillingStatus { get; init; }

    /// <summary>The billing rate in minor units an hour; null takes the one that a new entry would have.</summary>
    public long? HourRate { get; init; }

    /// <summary>The seconds that it was expected to take.</summary>
    public long EstimatedSeconds { get; init; }

    /// <summary>What the other system calls it, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>About how many bytes its entry takes in the log, so that a batch stays below what one write holds.</summary>
    public int Weight => 600 + 3 * ((Title?.Length ?? 0) + (Notes?.Length ?? 0) + (ExternalId?.Length ?? 0));
}

/// <summary>How a file names a person. Two names that differ only in the case of the address are one person.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The e-mail address, by which people are found; null: by the name.</param>
public sealed record PersonName(string Name, string? Email)
{
    /// <summary>The name by which the person is told apart from others: the address, or else the name.</summary>
    public string Key { get; } = Email is null ? $"name:{Name.ToUpperInvariant()}" : $"mail:{Email.ToLowerInvariant()}";
}

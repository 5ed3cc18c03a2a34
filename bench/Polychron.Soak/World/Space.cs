using NodaTime;
using Polychron.Soak.Model;

namespace Polychron.Soak.World;

/// <summary>A workspace of the soak.</summary>
internal sealed record Space(long Id, string Currency, DateTimeZone Zone)
{
    public required Person Owner { get; init; }

    /// <summary>Who may read everything and write nothing.</summary>
    public required Person Viewer { get; init; }

    /// <summary>Whose time imports bring.</summary>
    public required Person Imported { get; init; }

    /// <summary>Who works, each for one connection.</summary>
    public required IReadOnlyList<Person> Workers { get; init; }

    public required IReadOnlyList<Job> Projects { get; init; }

    public required IReadOnlyList<long> Labels { get; init; }

    /// <summary>Everyone who tracks time.</summary>
    public IEnumerable<Person> People => [.. Workers, Owner, Viewer, Imported];

    /// <summary>The days on which time is tracked.</summary>
    public required SoakDays Days { get; init; }

    /// <summary>What the server has acknowledged here.</summary>
    public Ledger Ledger { get; } = new();
}

/// <summary>A person with a token for one workspace.</summary>
internal sealed record Person(long Id, string Email, string Role, string Token);

/// <summary>A project and the client it is for.</summary>
internal sealed record Job(long Id, string Title, long ClientId, string ClientName);

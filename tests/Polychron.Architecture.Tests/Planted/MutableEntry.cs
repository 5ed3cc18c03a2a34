using Polychron.Domain.Log;

namespace Polychron.Architecture.Tests.Planted;

/// <summary>An entity that can be changed after it was made.</summary>
public sealed record MutableEntry : Entity
{
    public override EntityKind Kind => EntityKind.Entry;

    public string? Title { get; set; }
}

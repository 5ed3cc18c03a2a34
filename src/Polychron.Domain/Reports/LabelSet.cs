using System.Collections.Immutable;

namespace Polychron.Domain.Reports;

/// <summary>The labels of an entry as a part of a key: two sets of the same labels are equal. The default has no labels.</summary>
public readonly struct LabelSet : IEquatable<LabelSet>
{
    private readonly ImmutableSortedSet<long>? _ids;

    private LabelSet(ImmutableSortedSet<long> ids) => _ids = ids.IsEmpty ? null : ids;

    /// <summary>The ids, ascending. Some may be of labels that were deleted since.</summary>
    public ImmutableSortedSet<long> Ids => _ids ?? [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _ids is null;

    /// <summary>The set of these labels.</summary>
    public static LabelSet Of(ImmutableSortedSet<long> ids) => new(ids);

    /// <inheritdoc />
    public bool Equals(LabelSet other) =>
        ReferenceEquals(_ids, other._ids) || (_ids is not null && other._ids is not null && _ids.SequenceEqual(other._ids));

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is LabelSet other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var id in Ids)
        {
            hash.Add(id);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public override string ToString() => $"[{string.Join(' ', Ids)}]";

    /// <summary>Whether both have the same labels.</summary>
    public static bool operator ==(LabelSet left, LabelSet right) => left.Equals(right);

    /// <summary>Whether one has a label that the other has not.</summary>
    public static bool operator !=(LabelSet left, LabelSet right) => !left.Equals(right);
}

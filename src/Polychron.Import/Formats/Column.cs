namespace Polychron.Import.Formats;

/// <summary>A column that a format reads.</summary>
/// <param name="Name">Its name in the header; case does not count. One that ends with "(*)" has any text in the parentheses.</param>
internal sealed record Column(string Name)
{
    private const string Anything = "(*)";

    /// <summary>Further names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether a file without it is no file of the format.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether a header of a file means this column.</summary>
    public bool Matches(string header) => IsNamed(Name, header) || Aliases.Any(alias => IsNamed(alias, header));

    private static bool IsNamed(string name, string header) => name.EndsWith(Anything, StringComparison.Ordinal)
        ? header.StartsWith(name.AsSpan(0, name.Length - Anything.Length + 1), StringComparison.OrdinalIgnoreCase) && header.EndsWith(')')
        : header.Equals(name, StringComparison.OrdinalIgnoreCase);
}

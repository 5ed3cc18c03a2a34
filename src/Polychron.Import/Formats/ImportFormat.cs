using Polychron.Domain.Errors;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Formats;

/// <summary>A kind of file: its columns, and what they mean.</summary>
internal abstract class ImportFormat
{
    /// <summary>The formats, in the order in which they are shown.</summary>
    public static IReadOnlyList<ImportFormat> All { get; } = [new CesawFormat(), new PlainFormat(), new TogglFormat(), new ClockifyFormat()];

    /// <summary>Its name in commands and requests.</summary>
    public abstract string Name { get; }

    /// <summary>Its columns. All of them together tell rows apart; others of the file are not looked at.</summary>
    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>The column with dates whose order of day and month may be in doubt, or null.</summary>
    public virtual Column? DateColumn => null;

    /// <summary>The format of a name, or null.</summary>
    public static ImportFormat? Find(string name) =>
        All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the record says; its id is set by the caller. What is returned with a complaint is not used.</summary>
    public abstract ImportRow Read(RowReader row, ReadingContext context);

    /// <summary>The column that a field of an entry comes from (see <see cref="Fields"/>, <see cref="ImportFields"/>), or null.</summary>
    public abstract Column? ColumnOf(string field);
}

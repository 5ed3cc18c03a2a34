using Polychron.Import.Csv;

namespace Polychron.Import.Formats;

/// <summary>Where a file has the columns of its format.</summary>
internal sealed class Header
{
    private readonly Dictionary<Column, int> _positions = [];
    private readonly string[] _names;

    private Header(string[] names) => _names = names;

    /// <summary>How many columns the file has.</summary>
    public int Count => _names.Length;

    /// <summary>Finds the columns in a file's first record.</summary>
    /// <exception cref="FileRefusedException">A column is missing or there twice.</exception>
    public static Header Read(ImportFormat format, CsvRecord? first)
    {
        if (first is null)
        {
            throw new FileRefusedException("The file is empty.");
        }

        var header = new Header([.. first.Cells.Select(name => name.Trim())]);
        foreach (var column in format.Columns)
        {
            var found = Enumerable.Range(0, header.Count).Where(i => column.Matches(header._names[i])).ToList();
            if (found.Count > 1)
            {
                throw new FileRefusedException($"The file has the column '{column.Name}' {found.Count} times.");
            }

            if (found is [var position])
            {
                header._positions[column] = position;
            }
        }

        var missing = format.Columns.Where(column => column.IsRequired && !header._positions.ContainsKey(column)).ToList();
        return missing.Count == 0
            ? header
            : throw new FileRefusedException(
                $"This is no file of the format {format.Name}: its first line lacks {string.Join(", ", missing.Select(column => $"'{column.Name}'"))}.");
    }

    /// <summary>The position of a column, or null if the file does not have it.</summary>
    public int? Find(Column column) => _positions.TryGetValue(column, out var position) ? position : null;

    /// <summary>What the file calls a column; what the format calls it if the file does not have it.</summary>
    public string NameOf(Column column) => Find(column) is { } position ? _names[position] : column.Name;
}

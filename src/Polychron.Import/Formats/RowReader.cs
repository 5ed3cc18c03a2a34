using Polychron.Import.Csv;

namespace Polychron.Import.Formats;

/// <summary>The record at hand by its columns, and what is wrong with it.</summary>
internal sealed class RowReader(Header header)
{
    private const char Unreadable = '\uFFFD';

    private CsvRecord _record = new(0, [], null);

    /// <summary>The first thing that is wrong with the record, or null.</summary>
    public (Column? Column, string Reason)? Complaint { get; private set; }

    /// <summary>The header of the file.</summary>
    public Header Header => header;

    /// <summary>Takes up the next record. False if it is malformed as a whole; then there is a complaint.</summary>
    public bool Take(CsvRecord record)
    {
        _record = record;
        Complaint = null;
        if (record.Fault is { } fault)
        {
            Complaint = (null, fault);
        }
        else if (record.Cells.Length > header.Count)
        {
            Complaint = (null, $"has {record.Cells.Length} values where the header has {header.Count}");
        }

        return Complaint is null;
    }

    /// <summary>The value of a column without white space around it; null if it is empty or not there.</summary>
    public string? Text(Column column)
    {
        if (header.Find(column) is not { } position || position >= _record.Cells.Length)
        {
            return null;
        }

        var text = _record.Cells[position].AsSpan().Trim();
        if (text.Contains(Unreadable))
        {
            Fail(column, "has a character that could not be read: the file may be in another encoding, such as windows-1252");
        }

        return text.IsEmpty ? null : text.Length == _record.Cells[position].Length ? _record.Cells[position] : text.ToString();
    }

    /// <summary>The value of a column that has to be there; empty, with a complaint, if it is not.</summary>
    public string Require(Column column)
    {
        if (Text(column) is { } text)
        {
            return text;
        }

        Fail(column, "is empty");
        return "";
    }

    /// <summary>Notes what is wrong with a column's value; the first complaint stays.</summary>
    public void Fail(Column column, string reason) => Complaint ??= (column, reason);
}

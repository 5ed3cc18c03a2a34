using System.Text;
using CsvHelper;

namespace Polychron.Import.Csv;

/// <summary>
/// Reads a CSV file (RFC 4180, with commas, semicolons, tabs or bars between values) record by record. A byte order mark of
/// UTF-16 or UTF-32 decides the encoding; else it is the given one, or UTF-8.
/// </summary>
internal sealed class CsvSource : IDisposable
{
    /// <summary>The most bytes of a record, about: more than any entry takes, so that a quote that is never closed ends the import and not the memory.</summary>
    public const int MaxRecordBytes = 512 * 1024;

    private readonly CsvReader _reader;
    private string? _fault;

    public CsvSource(Stream stream, Encoding? encoding) => _reader = CsvReader.Create(
        stream,
        new CsvReaderOptions
        {
            HasHeader = false,
            Encoding = encoding,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRecordBytes,
            PoolStrings = true,
            OnMalformedRecord = record => _fault = Describe(record.Reason),
        },
        leaveOpen: true);

    /// <summary>The next record, or null at the end of the file. Empty lines are none.</summary>
    /// <exception cref="FileRefusedException">A record does not end.</exception>
    public async ValueTask<CsvRecord?> ReadAsync(CancellationToken cancellation)
    {
        _fault = null;
        try
        {
            if (!await _reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                return null;
            }
        }
        catch (CsvFormatException e)
        {
            throw new FileRefusedException(
                $"The row at line {e.LineNumber} does not end within {MaxRecordBytes} bytes: is a quote not closed?", e);
        }
        catch (InvalidDataException e)
        {
            throw new FileRefusedException($"The file cannot be unpacked: {e.Message}", e);
        }

        var cells = new string[_reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = _reader.GetString(i);
        }

        return new CsvRecord(_reader.LineNumber, cells, _fault);
    }

    public void Dispose() => _reader.Dispose();

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "a quote stands inside of a value that is not quoted",
        CsvMalformedReason.TextAfterClosingQuote => "text stands after the closing quote of a value",
        CsvMalformedReason.UnterminatedQuote => "a quote is not closed before the end of the file",
        _ => "the quotes are not as they should be",
    };
}

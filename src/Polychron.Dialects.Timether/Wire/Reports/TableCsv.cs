using CsvHelper;

namespace Polychron.Dialects.Timether.Wire.Reports;

/// <summary>A report as CSV (RFC 4180) in UTF-8.</summary>
/// <remarks>
/// Names are people's texts. One that a spreadsheet would take for a formula begins with an apostrophe here, which makes it
/// text there. Numbers are written as they are: a negative one begins with a minus sign and is no formula.
/// </remarks>
internal static class TableCsv
{
    /// <summary>The content type.</summary>
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, NewLine = "\r\n" };

    /// <summary>Renders the columns' names and the rows.</summary>
    public static byte[] Render(Table table)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options, leaveOpen: true))
        {
            csv.WriteRecord([.. table.Columns]);
            foreach (var row in table.Rows)
            {
                foreach (var value in row)
                {
                    csv.WriteField(value);
                }

                csv.EndRecord();
            }
        }

        return bytes.ToArray();
    }
}

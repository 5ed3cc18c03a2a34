using System.Diagnostics;
using System.Text;
using CsvHelper;
using Polychron.Import.Rows;
using Polychron.Import.Run;

namespace Polychron.Import.Command;

/// <summary>Prints what became of an import: the counts, and the rejected rows, of which all go into a file where one is named.</summary>
internal sealed class TerminalReport : IImportObserver, IAsyncDisposable
{
    private const int Shown = 20;

    private readonly bool _isDryRun;
    private readonly string? _path;
    private readonly CsvWriter? _file;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly List<Rejection> _first = [];
    private Action<ImportSummary> _advanced = static _ => { };
    private ImportSummary _summary = ImportSummary.Zero;

    public TerminalReport(bool isDryRun, string? path)
    {
        _isDryRun = isDryRun;
        _path = path;
        if (path is not null)
        {
            _file = CsvWriter.Create(new StreamWriter(path, append: false, new UTF8Encoding(false)));
            Write("line", "column", "reason");
        }
    }

    public TerminalReport With(Action<ImportSummary> advanced)
    {
        _advanced = advanced;
        return this;
    }

    public void Reject(in Rejection rejection)
    {
        Write(rejection.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), rejection.Column, rejection.Reason);
        if (_first.Count < Shown)
        {
            _first.Add(rejection);
        }
    }

    public void Advance(ImportSummary sofar)
    {
        _summary = sofar;
        _advanced(sofar);
    }

    public async Task FinishAsync()
    {
        var took = Stopwatch.GetElapsedTime(_began);
        var text = new StringBuilder();
        foreach (var rejection in _first)
        {
            text.AppendLine($"line {rejection.Line}{(rejection.Column.Length > 0 ? $", {rejection.Column}" : "")}: {rejection.Reason}");
        }

        if (_summary.Rejected > _first.Count)
        {
            text.AppendLine(_path is null
                ? $"... and {_summary.Rejected - _first.Count:#,0} more; --rejected FILE writes all of them."
                : $"... and {_summary.Rejected - _first.Count:#,0} more; all of them are in {_path}.");
        }

        var made = _summary.Made;
        text.AppendLine($"{_summary.Rows:#,0} rows in {took.TotalSeconds:0.0} s ({_summary.Rows / Math.Max(took.TotalSeconds, 0.001):#,0} a second): "
            + $"{_summary.Imported:#,0} {(_isDryRun ? "would be imported" : "imported")}, {_summary.Known:#,0} were there already, {_summary.Rejected:#,0} rejected.");
        text.AppendLine($"{(_isDryRun ? "Would make" : "Made")} {_summary.People:#,0} people, {made.Teams:#,0} teams, {made.Clients:#,0} clients, "
            + $"{made.Projects:#,0} projects, {made.Labels:#,0} labels.");
        await Console.Out.WriteAsync(text.ToString()).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Write(params string[] values) => _file?.WriteRecord(values);
}

using System.Globalization;

namespace Polychron.Operator.Command;

/// <summary>Counts rows on a terminal, on the error stream: the result alone goes to the output.</summary>
internal sealed class RowProgress : IProgress<long>, IDisposable
{
    private const int Step = 1_000;
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private long _shown;

    public void Report(long value)
    {
        if (_isTerminal && value - _shown >= Step)
        {
            _shown = value;
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value:#,0} rows"));
        }
    }

    public void Dispose()
    {
        if (_shown > 0)
        {
            Console.Error.WriteLine();
        }
    }
}

using Polychron.UseCases.Ports.Tables;

namespace Polychron.Testing.Storage;

/// <summary>
/// A table store on a bad line: by its seed some reads fail, some commits fail before they happen, and some commits
/// happen but their answer is lost. All three look the same to the caller.
/// </summary>
public sealed class FaultyTableStore(ITableStore inner, int seed) : ITableStore
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    /// <summary>How likely a get or a query fails, 0 to 1.</summary>
    public double ReadFails { get; set; }

    /// <summary>How likely a commit fails before it reaches the store, 0 to 1.</summary>
    public double CommitFails { get; set; }

    /// <summary>How likely the answer of a commit that succeeded is lost, 0 to 1.</summary>
    public double AnswerLost { get; set; }

    /// <summary>How many commits failed before they reached the store.</summary>
    public int CommitsFailed { get; private set; }

    /// <summary>How many commits happened and were answered with an error.</summary>
    public int AnswersLost { get; private set; }

    public async Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
        => Draw(ReadFails) ? throw Unavailable("a get") : await inner.GetAsync(table, partition, row, cancellation);

    public async Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
        => Draw(ReadFails) ? throw Unavailable("a query") : await inner.QueryAsync(range, cancellation);

    public async Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        if (Draw(CommitFails))
        {
            lock (_gate)
            {
                CommitsFailed++;
            }

            throw Unavailable("a commit, before it happened");
        }

        var etags = await inner.CommitAsync(batch, cancellation);
        if (Draw(AnswerLost))
        {
            lock (_gate)
            {
                AnswersLost++;
            }

            throw Unavailable("the answer of a commit that happened");
        }

        return etags;
    }

    private bool Draw(double likely)
    {
        lock (_gate)
        {
            return _random.NextDouble() < likely;
        }
    }

    private StorageUnavailableException Unavailable(string what) => new($"Seed {seed} lost {what}.");
}

using Polychron.Bench.Client;
using Polychron.Bench.Load;

namespace Polychron.Bench.Raw;

/// <summary>A row of raw commits, each with so many rows.</summary>
internal sealed class RawRow(RawCommits commits, int rowsInCommit) : BenchRow(NameOf(rowsInCommit), 1)
{
    public int RowsInCommit => rowsInCommit;

    public static string NameOf(int rowsInCommit) =>
        $"raw SQLite, durable commits of {(rowsInCommit == 1 ? "one row" : $"{rowsInCommit} rows")}";

    protected override LoadResult Run(TimeSpan time) => commits.Run(rowsInCommit, time);
}

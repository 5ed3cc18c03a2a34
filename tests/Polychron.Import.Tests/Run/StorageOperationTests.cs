using System.Text;
using Polychron.Import.Tests.Support;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Import.Tests.Run;

/// <summary>What imports cost the store: no read for a row.</summary>
public class StorageOperationTests
{
    private const string Header = "email,project,labels,title,start,seconds\n";

    [Fact]
    public async Task A_file_that_is_all_there_costs_a_few_reads_and_no_commit()
    {
        using var world = await ImportWorld.CreateAsync();
        var file = Encoding.UTF8.GetBytes(Header + IdempotenceTests.Rows(0, 3_000));
        await world.ImportAsync(world.Store, "csv", file);
        var counting = new Counting(world.Store);

        await world.ImportAsync(counting, "csv", file);

        Assert.Equal((0, 1), (counting.Commits, counting.Gets));

        // The state, the log's tail, and one page of ids.
        Assert.True(counting.Queries <= 3, $"{counting.Queries} queries");
    }

    [Fact]
    public async Task A_batch_costs_a_bounded_number_of_reads()
    {
        using var world = await ImportWorld.CreateAsync();
        await world.ImportAsync("csv", Header + IdempotenceTests.Rows(0, 500));
        var one = new Counting(world.Store);
        await world.ImportAsync(one, "csv", Encoding.UTF8.GetBytes(Header + IdempotenceTests.Rows(500, 500)));
        var four = new Counting(world.Store);
        await world.ImportAsync(four, "csv", Encoding.UTF8.GetBytes(Header + IdempotenceTests.Rows(1_000, 2_000)));

        // For each batch: the notes since the last one, and the records of the large write, from which its rows are made.
        Assert.True(four.Queries - one.Queries <= 3 * 3, $"{one.Queries} queries for one batch, {four.Queries} for four");
        Assert.True(four.Gets <= one.Gets + 3, $"{one.Gets} gets for one batch, {four.Gets} for four");

        // 500 entries of four rows, 99 in a commit beside the head, and the first commit with the records.
        Assert.InRange(one.Commits, 20, 25);
        Assert.InRange(four.Commits, 80, 100);
    }

    private sealed class Counting(ITableStore inner) : ITableStore
    {
        private int _gets;
        private int _queries;
        private int _commits;

        public int Gets => _gets;

        public int Queries => _queries;

        public int Commits => _commits;

        public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref _gets);
            return inner.GetAsync(table, partition, row, cancellation);
        }

        public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref _queries);
            return inner.QueryAsync(range, cancellation);
        }

        public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref _commits);
            return inner.CommitAsync(batch, cancellation);
        }
    }
}

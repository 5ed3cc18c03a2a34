using Polychron.Storage.Sqlite.Writing;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite.Tables;

/// <summary>A batch on its way to the commit thread.</summary>
internal sealed class TableCommit(TableWriter writer, IReadOnlyList<RowWrite> batch, CancellationToken cancellation)
    : WriteWork<IReadOnlyList<string?>>(cancellation)
{
    public override int Bytes { get; } = Sum(batch);

    protected override IReadOnlyList<string?> Write(out Exception? refusal) => writer.Write(batch, out refusal)!;

    private static int Sum(IReadOnlyList<RowWrite> batch)
    {
        var bytes = 0;
        for (var i = 0; i < batch.Count; i++)
        {
            bytes += batch[i].Data.Length;
        }

        return bytes;
    }
}

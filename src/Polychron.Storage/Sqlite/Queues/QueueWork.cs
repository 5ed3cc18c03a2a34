using Polychron.Storage.Sqlite.Writing;

namespace Polychron.Storage.Sqlite.Queues;

/// <summary>A queue operation on its way to the commit thread. Its conditions are outcomes, so it is never refused.</summary>
internal sealed class QueueWork<T>(int bytes, Func<T> write, CancellationToken cancellation) : WriteWork<T>(cancellation)
{
    public override int Bytes => bytes;

    protected override T Write(out Exception? refusal)
    {
        refusal = null;
        return write();
    }
}

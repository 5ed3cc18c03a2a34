using Polychron.Storage.Sqlite.Engine;

namespace Polychron.Storage.Sqlite.Writing;

/// <summary>
/// The ever-growing number that ETags and pop receipts are made of. It never gives a number twice, also not after a
/// crash: it takes numbers in blocks, and a block is durably marked as taken before its first number is used.
/// </summary>
internal sealed class VersionCounter(Connection connection)
{
    private const long Block = 1_000_000;
    private long _next;
    private long _end;

    /// <summary>Makes sure that there are this many numbers left. Not to be called inside a transaction.</summary>
    public void Reserve(long count)
    {
        if (_end - _next >= count)
        {
            return;
        }

        var start = connection.Scalar("SELECT next FROM counter");
        connection.Execute($"UPDATE counter SET next = {start + Block}");
        (_next, _end) = (start, start + Block);
    }

    public long Next() => _next < _end ? _next++ : throw new InvalidOperationException("The reserved numbers are used up.");
}

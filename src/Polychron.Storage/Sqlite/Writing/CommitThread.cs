using Polychron.Storage.Sqlite.Engine;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite.Writing;

/// <summary>
/// The only writer. It takes everything that waits at the moment, applies it in the order of arrival in one transaction
/// and commits once, so that concurrent callers share one fsync. A single caller waits for nobody.
/// </summary>
/// <remarks>
/// Order of crashes: nothing is told to any caller (a conflict neither, for it may come of a write of the same
/// transaction) before COMMIT has returned. A crash before that loses writes that nobody was told of.
/// </remarks>
internal sealed class CommitThread : IDisposable
{
    private const int MaxGroup = 512;
    private const int MaxGroupBytes = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Connection _connection;
    private readonly VersionCounter _versions;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Thread _thread;
    private List<WriteWork> _arriving = [];
    private List<WriteWork> _taken = [];
    private bool _closing;
    private long _commits;

    public CommitThread(Connection connection, VersionCounter versions)
    {
        (_connection, _versions) = (connection, versions);
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _thread = new Thread(Loop) { IsBackground = true, Name = "Polychron SQLite writer" };
        _thread.Start();
    }

    /// <summary>How many transactions have been committed.</summary>
    public long Commits => Volatile.Read(ref _commits);

    public Task<T> Enqueue<T>(WriteWork<T> work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, this);
            _arriving.Add(work);
            if (_arriving.Count > 1)
            {
                // The thread has been woken for the first of them, or is busy and will look again before it sleeps.
                return work.Task;
            }
        }

        _wake.Release();
        return work.Task;
    }

    /// <summary>Takes no more work, writes what waits, and ends the thread. The connection stays open.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closing)
            {
                return;
            }

            _closing = true;
        }

        _wake.Release();
        _thread.Join();
        _begin.Dispose();
        _commit.Dispose();
        _wake.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _wake.Wait();
            bool closing;
            lock (_gate)
            {
                (_arriving, _taken) = (_taken, _arriving);
                closing = _closing;
            }

            CommitAll(_taken);
            _taken.Clear();
            if (closing)
            {
                return;
            }
        }
    }

    private void CommitAll(List<WriteWork> works)
    {
        works.RemoveAll(work => work.TryCancel());
        for (var start = 0; start < works.Count;)
        {
            var end = start;
            for (long bytes = 0; end < works.Count && end - start < MaxGroup && bytes < MaxGroupBytes; end++)
            {
                bytes += works[end].Bytes;
            }

            CommitGroup(works, start, end);
            start = end;
        }
    }

    private void CommitGroup(List<WriteWork> works, int start, int end)
    {
        try
        {
            // Only open here if the rollback after an earlier error failed too.
            RollBack();
            _versions.Reserve(MaxGroup * TableLimits.MaxBatchRows);
            _begin.Run();
            for (var i = start; i < end; i++)
            {
                works[i].Apply();
            }

            _commit.Run();
        }
#pragma warning disable CA1031 // Whatever it is, the callers hear of it; the thread has to live on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            TryRollBack();
            for (var i = start; i < end; i++)
            {
                works[i].Fail(new StorageUnavailableException(e.Message, e));
            }

            return;
        }

        Interlocked.Increment(ref _commits);
        for (var i = start; i < end; i++)
        {
            works[i].Acknowledge();
        }
    }

    private void TryRollBack()
    {
        try
        {
            RollBack();
        }
        catch (StorageUnavailableException)
        {
            // The callers hear of the first error; the next group tries again before it begins.
        }
    }

    private void RollBack()
    {
        if (!_connection.IsIdle)
        {
            _connection.Execute("ROLLBACK");
        }
    }
}

using System.Diagnostics;
using System.Net.Sockets;

namespace Polychron.Bench.Client;

/// <summary>How long to keep on: at least <paramref name="Least"/> requests and for the time, but never more than <paramref name="Most"/>.</summary>
internal readonly record struct LoadBounds(TimeSpan Time, int Least = 1, int Most = int.MaxValue);

/// <summary>Keeps every connection busy with one request at a time (a closed loop), and takes the times.</summary>
internal sealed class LoadRun
{
    private readonly LoadBounds _bounds;
    private readonly long _until;
    private int _begun;

    private LoadRun(LoadBounds bounds)
    {
        _bounds = bounds;
        _until = Stopwatch.GetTimestamp() + (long)(bounds.Time.TotalSeconds * Stopwatch.Frequency);
    }

    /// <summary>Runs the load; returns when every request that was sent is answered.</summary>
    public static LoadResult Run(IReadOnlyList<LeanConnection> connections, LoadBounds bounds)
    {
        // A thread serves many connections; a second one only where the machine has cores to spare.
        var threads = Math.Clamp(Environment.ProcessorCount / 4, 1, connections.Count);
        var run = new LoadRun(bounds);
        var began = Stopwatch.GetTimestamp();
        var times = new List<long>[threads];
        var failures = new Exception?[threads];
        var workers = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            try
            {
                times[thread] = run.Work([.. connections.Where((_, i) => i % threads == thread)]);
            }
#pragma warning disable CA1031 // Handed to the thread that waits.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                failures[thread] = failure;
            }
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        if (Array.Find(failures, failure => failure is not null) is { } failed)
        {
            throw new InvalidOperationException(failed.Message, failed);
        }

        return LoadResult.Of(Stopwatch.GetElapsedTime(began), times.SelectMany(part => part));
    }

    private List<long> Work(IReadOnlyList<LeanConnection> connections)
    {
        var times = new List<long>(1 << 16);
        var sent = new Dictionary<Socket, (LeanConnection Connection, long At)>();
        foreach (var connection in connections)
        {
            SendNext(connection, Stopwatch.GetTimestamp(), sent);
        }

        var ready = new List<Socket>(connections.Count);
        while (sent.Count > 0)
        {
            ready.Clear();
            ready.AddRange(sent.Keys);
            if (ready.Count > 1)
            {
                Socket.Select(ready, null, null, -1);
            }

            foreach (var socket in ready)
            {
                var (connection, at) = sent[socket];
                if (connection.Receive())
                {
                    var now = Stopwatch.GetTimestamp();
                    times.Add(now - at);
                    sent.Remove(socket);
                    SendNext(connection, now, sent);
                }
            }
        }

        return times;
    }

    private void SendNext(LeanConnection connection, long now, Dictionary<Socket, (LeanConnection Connection, long At)> sent)
    {
        var begun = Interlocked.Increment(ref _begun);
        if (begun > _bounds.Most || (now >= _until && begun > _bounds.Least))
        {
            return;
        }

        sent[connection.Socket] = (connection, now);
        connection.Send();
    }
}

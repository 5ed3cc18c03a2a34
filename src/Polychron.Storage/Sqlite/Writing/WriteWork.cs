namespace Polychron.Storage.Sqlite.Writing;

/// <summary>Something to write, queued for the commit thread.</summary>
internal abstract class WriteWork
{
    /// <summary>About how many bytes it writes, so that one transaction does not grow without bound.</summary>
    public abstract int Bytes { get; }

    /// <summary>True if the caller has given up before anything was written; the work is then dropped.</summary>
    public abstract bool TryCancel();

    /// <summary>
    /// Writes inside the open transaction, all or nothing: it checks its conditions before its first write and keeps the
    /// outcome, a conflict included. It throws only when SQLite fails, which fails the whole transaction.
    /// </summary>
    public abstract void Apply();

    /// <summary>Tells the caller the outcome, after the transaction is durable.</summary>
    public abstract void Acknowledge();

    /// <summary>Tells the caller that the transaction failed.</summary>
    public abstract void Fail(Exception error);
}

namespace Polychron.Testing.Storage;

/// <summary>
/// The life of a process that makes so many calls and then dies: the next call, and all that follow, never happen. All that
/// reaches outside of the process asks it first.
/// </summary>
public sealed class CrashPoint(int calls = int.MaxValue)
{
    private int _made;

    /// <summary>Whether it has died.</summary>
    public bool IsDead => Volatile.Read(ref _made) > calls;

    /// <summary>How many calls it has made.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>Notes a call.</summary>
    /// <exception cref="ProcessDiedException">The process is dead.</exception>
    public void Pass()
    {
        if (Interlocked.Increment(ref _made) > calls)
        {
            throw new ProcessDiedException();
        }
    }
}

/// <summary>What a dead process sees, if it still looked. Nothing of the product catches it as the store's trouble.</summary>
public sealed class ProcessDiedException() : Exception("the process is dead");

using NodaTime;
using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Directory;

namespace Polychron.Storage.UserDirectory;

/// <summary>One write to the directory.</summary>
internal sealed class DirectoryTransaction(long sequence, Instant now) : IDirectoryTransaction
{
    private const int MaxReserved = 50_000;

    private readonly List<LogRecord> _records = [];

    public Instant Now => now;

    public IReadOnlyList<LogRecord> Records => _records;

    public T Create<T>(T draft)
        where T : Entity
    {
        var created = (T)(draft with { Id = Next, Version = 1, CreatedAt = now, UpdatedAt = now });
        Record(null, created);
        return created;
    }

    public T Update<T>(T before, T after)
        where T : Entity
    {
        if (before.Equals(after))
        {
            return before;
        }

        var changed = (T)(after with
        {
            Id = before.Id,
            Version = before.Version + 1,
            CreatedAt = before.CreatedAt,
            UpdatedAt = now,
        });
        Record(before, changed);
        return changed;
    }

    public void Delete<T>(T before)
        where T : Entity => Record(before, null);

    /// <summary>Adds a thing of another server under the number that it has there.</summary>
    public void Adopt(Entity entity) => Record(null, entity with { Sequence = 0 });

    /// <summary>
    /// Sees to it that the next thing gets a number past this one, by records that touch something adopted and change nothing.
    /// False if that would take more records than one write should have.
    /// </summary>
    public bool ReserveUpTo(long number, Entity touched)
    {
        touched = touched with { Sequence = 0 };
        if (number - Next >= MaxReserved)
        {
            return false;
        }

        while (Next <= number)
        {
            var after = touched with { Version = touched.Version + 1 };
            Record(touched, after);
            touched = after;
        }

        return true;
    }

    private long Next => sequence + _records.Count + 1;

    private void Record(Entity? before, Entity? after) => _records.Add(new LogRecord(Next, now, 0, before, after));
}

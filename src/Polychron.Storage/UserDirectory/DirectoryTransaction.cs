using NodaTime;
using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Directory;

namespace Polychron.Storage.UserDirectory;

/// <summary>One write to the directory.</summary>
internal sealed class DirectoryTransaction(long sequence, Instant now) : IDirectoryTransaction
{
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

    private long Next => sequence + _records.Count + 1;

    private void Record(Entity? before, Entity? after) => _records.Add(new LogRecord(Next, now, 0, before, after));
}

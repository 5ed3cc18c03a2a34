using Polychron.Storage.Sqlite.Engine;
using Polychron.Storage.Sqlite.Writing;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite.Tables;

/// <summary>The statements that write rows. Used by the commit thread alone.</summary>
internal sealed class TableWriter(Connection connection, VersionCounter versions) : IDisposable
{
    private const long Absent = 0;
    private readonly Statement _find = connection.Prepare("SELECT id, etag FROM rows WHERE key = ?1");
    private readonly Statement _insert = connection.Prepare("INSERT INTO rows (key, etag, data) VALUES (?1, ?2, ?3)");
    private readonly Statement _update = connection.Prepare("UPDATE rows SET etag = ?2, data = ?3 WHERE id = ?1");
    private readonly Statement _delete = connection.Prepare("DELETE FROM rows WHERE id = ?1");
    private readonly long[] _ids = new long[TableLimits.MaxBatchRows];

    /// <summary>Checks the conditions of all writes, then writes all of them; the new ETags, or null and the first conflict.</summary>
    public IReadOnlyList<string?>? Write(IReadOnlyList<RowWrite> batch, out Exception? conflict)
    {
        conflict = FindConflict(batch);
        if (conflict is not null)
        {
            return null;
        }

        var etags = new string?[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            etags[i] = Write(batch[i], _ids[i]);
        }

        return etags;
    }

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _update.Dispose();
        _delete.Dispose();
    }

    private RowConflictException? FindConflict(IReadOnlyList<RowWrite> batch)
    {
        Span<byte> key = stackalloc byte[RowAddress.MaxBytes];
        for (var i = 0; i < batch.Count; i++)
        {
            var write = batch[i];
            var length = RowAddress.Write(key, write.Table, write.Partition, write.Row);
            (_ids[i], var etag) = Find(key[..length]);
            if (Conflict(write, _ids[i], etag) is { } conflict)
            {
                return new RowConflictException(conflict, i);
            }
        }

        return null;
    }

    private static RowConflict? Conflict(in RowWrite write, long id, long etag) => write.Action switch
    {
        RowAction.Upsert => null,
        RowAction.Insert => id == Absent ? null : RowConflict.AlreadyExists,
        RowAction.Replace or RowAction.Delete when id == Absent => RowConflict.NotFound,
        RowAction.Replace or RowAction.Delete when write.ETag is { } wanted && ETags.Parse(wanted) != etag => RowConflict.ETagMismatch,
        _ => null,
    };

    private (long Id, long ETag) Find(ReadOnlySpan<byte> key)
    {
        var found = _find.Bind(1, key).Step() ? (_find.Int64(0), _find.Int64(1)) : (Absent, 0);
        _find.Reset();
        return found;
    }

    private string? Write(in RowWrite write, long id)
    {
        if (write.Action == RowAction.Delete)
        {
            _delete.Bind(1, id).Run();
            return null;
        }

        var version = versions.Next();
        if (id != Absent)
        {
            _update.Bind(1, id).Bind(2, version).Bind(3, write.Data.Span).Run();
        }
        else
        {
            Span<byte> key = stackalloc byte[RowAddress.MaxBytes];
            var length = RowAddress.Write(key, write.Table, write.Partition, write.Row);
            _insert.Bind(1, key[..length]).Bind(2, version).Bind(3, write.Data.Span).Run();
        }

        return ETags.Format(version);
    }
}

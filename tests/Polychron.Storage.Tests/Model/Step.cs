using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Model;

/// <summary>Which ETag a write of a random run names: none, one that was never given, or one from the row's history.</summary>
public enum Named
{
    Any,
    Foreign,
    Newest,
    Older,
}

/// <summary>A write of a random run, said without the ETags themselves: those differ from store to store.</summary>
public sealed record StepWrite(RowAction Action, int Row, Named Named, int Length);

/// <summary>A step of a random run: a batch in one of the partitions.</summary>
public sealed record Step(int Partition, StepWrite[] Writes)
{
    public override string ToString() => $"p{Partition}: {string.Join("; ", Writes.Select(w => $"{w.Action} r{w.Row} {w.Named} {w.Length}"))}";
}

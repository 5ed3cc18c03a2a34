using FsCheck;
using FsCheck.Fluent;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Model;

/// <summary>Draws runs over few rows, so that they meet each other, stale ETags and missing rows often.</summary>
internal static class StepGenerator
{
    public const int Partitions = 2;
    public const int Rows = 6;

    public static Arbitrary<Step[]> Runs(int maxSteps)
    {
        var write = from action in Gen.Elements(Enum.GetValues<RowAction>())
                    from row in Gen.Choose(0, Rows - 1)
                    from named in Gen.Frequency(
                        (2, Gen.Constant(Named.Any)), (1, Gen.Constant(Named.Foreign)), (4, Gen.Constant(Named.Newest)), (2, Gen.Constant(Named.Older)))
                    from length in Gen.Choose(0, 40)
                    select new StepWrite(action, row, named, length);
        var step = from partition in Gen.Choose(0, Partitions - 1)
                   from count in Gen.Choose(1, Rows)
                   from writes in write.ListOf(count)
                   select new Step(partition, [.. writes.DistinctBy(w => w.Row)]);
        var run = from count in Gen.Choose(1, maxSteps)
                  from steps in step.ListOf(count)
                  select steps.ToArray();

        // A failing run is made shorter by leaving out steps.
        return Arb.From(run, steps => steps.Length < 2
            ? []
            : Enumerable.Range(0, steps.Length).Select(skip => steps.Where((_, i) => i != skip).ToArray()));
    }
}

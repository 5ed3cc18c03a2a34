using Polychron.Bench.Load;
using Polychron.Bench.Servers;

namespace Polychron.Bench.Output;

/// <summary>One rate in terms of another, with the aim that the project has for it, if it has one.</summary>
internal sealed record MeasuredRatio(string Name, double Value, double? Aim);

/// <summary>All that a run has measured; the start is not there where only some rows were asked for.</summary>
internal sealed record Measured(IReadOnlyList<BenchRow> Rows, IReadOnlyList<MeasuredRatio> Ratios, StartUp? StartUp);

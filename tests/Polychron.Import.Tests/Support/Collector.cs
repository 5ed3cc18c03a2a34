using Polychron.Import.Rows;
using Polychron.Import.Run;

namespace Polychron.Import.Tests.Support;

/// <summary>Keeps what an import tells.</summary>
internal sealed class Collector : IImportObserver
{
    public List<Rejection> Rejections { get; } = [];

    public ImportSummary Summary { get; private set; } = ImportSummary.Zero;

    public void Reject(in Rejection rejection) => Rejections.Add(rejection);

    public void Advance(ImportSummary sofar) => Summary = sofar;
}

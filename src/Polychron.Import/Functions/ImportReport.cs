using Polychron.Import.Rows;
using Polychron.Import.Run;

namespace Polychron.Import.Functions;

/// <summary>Collects what an answer tells of an import: the counts, and the first rejections.</summary>
internal sealed class ImportReport(int maxRejections) : IImportObserver
{
    private readonly List<Rejection> _rejections = [];

    public ImportSummary Summary { get; private set; } = ImportSummary.Zero;

    public IReadOnlyList<Rejection> Rejections => _rejections;

    public void Reject(in Rejection rejection)
    {
        if (_rejections.Count < maxRejections)
        {
            _rejections.Add(rejection);
        }
    }

    public void Advance(ImportSummary sofar) => Summary = sofar;
}

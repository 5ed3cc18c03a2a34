using Polychron.Import.Rows;

namespace Polychron.Import.Run;

/// <summary>Who is told how an import goes; its methods are called one after the other.</summary>
public interface IImportObserver
{
    /// <summary>A row was left out.</summary>
    void Reject(in Rejection rejection);

    /// <summary>Some rows are done, those that were imported durably.</summary>
    void Advance(ImportSummary sofar);
}

using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Diagnostics;

/// <summary>The words for failures in measurements and spans: few, and without what an exception says.</summary>
internal static class Failures
{
    public static string Name(Exception error) => error switch
    {
        RowConflictException => "conflict",
        StorageUnavailableException => "unavailable",
        OperationCanceledException => "cancelled",
        _ => error.GetType().Name,
    };
}

using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Azure.Tables;

/// <summary>The one place that turns the table service's failures into the port's.</summary>
internal static class TableFailures
{
    private static readonly HashSet<string> NoEntity = new(StringComparer.Ordinal) { "ResourceNotFound", "EntityNotFound" };

    public static bool IsMissingTable(in ServiceError error) => error is { Status: 404, Code: "TableNotFound" };

    public static bool IsMissingEntity(in ServiceError error) => error.Status == 404 && NoEntity.Contains(error.Code);

    public static bool IsExistingTable(in ServiceError error) => error is { Status: 409, Code: "TableAlreadyExists" };

    /// <summary>Turns the failure of a batch into the port's exception.</summary>
    /// <param name="error">What the service said.</param>
    /// <param name="retried">
    /// Whether it was sent more than once. A conflict may then be one with the batch's own first try, whose answer was
    /// lost: nobody knows, so it is no conflict but an unknown outcome, and the caller looks.
    /// </param>
    public static Exception OfBatch(in ServiceError error, bool retried)
    {
        if (error is { Status: 413 } or { Code: "RequestBodyTooLarge" or "EntityTooLarge" or "PropertyValueTooLarge" })
        {
            return new InvalidBatchException($"The table service refused the batch as too large ({error.Code}).");
        }

        RowConflict? conflict = error switch
        {
            { Status: 409, Code: "EntityAlreadyExists" } => RowConflict.AlreadyExists,
            { Status: 412 } => RowConflict.ETagMismatch,
            _ when IsMissingEntity(error) => RowConflict.NotFound,
            _ => null,
        };
        if (conflict is not { } known)
        {
            return Of(error);
        }

        return retried
            ? new StorageUnavailableException($"A batch was sent again and met {known}: its first try may have been committed.")
            : new RowConflictException(known, error.Index);
    }

    /// <summary>Any other answer: the service is busy, refuses the key, or does not understand.</summary>
    public static StorageUnavailableException Of(in ServiceError error)
        => new($"The table service answered {error.Status} {error.Code}.".Replace(" .", ".", StringComparison.Ordinal));
}

namespace Polychron.UseCases.Ports.Health;

/// <summary>
/// Keeps the last measurement, so that all instances know it and the next one goes on where it ended. It is no one's data: of
/// two that are saved at once, either may stay.
/// </summary>
public interface IHealthStore
{
    /// <summary>The last measurement, or null. One point read.</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    Task<ServerHealth?> ReadAsync(CancellationToken cancellation = default);

    /// <summary>Keeps a measurement in place of the last one. One write.</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer; it may have been kept.</exception>
    Task SaveAsync(ServerHealth health, CancellationToken cancellation = default);
}

namespace Polychron.UseCases.Ports.Limits;

/// <summary>
/// The shared count behind a rate limit. Instances take blocks of a window's allowance, so that a request costs no storage
/// operation until its instance's block is used up.
/// </summary>
public interface IAllowanceStore
{
    /// <summary>
    /// Takes up to <paramref name="want"/> of what is left of a window's allowance.
    /// </summary>
    /// <param name="subject">Whose allowance, of which limit: 1 to 200 characters.</param>
    /// <param name="window">The number of the window; a later one than is stored starts the count anew.</param>
    /// <param name="want">How many to take, 1 or more.</param>
    /// <param name="limit">The allowance of a window.</param>
    /// <param name="cancellation">Gives up; the block may have been taken.</param>
    /// <returns>How many were taken (0 if none is left), and how many are left for others after that.</returns>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    Task<(int Taken, int Left)> TakeAsync(
        string subject, long window, int want, int limit, CancellationToken cancellation = default);
}

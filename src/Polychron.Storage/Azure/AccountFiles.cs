using Polychron.Domain.Errors;
using Polychron.Storage.Scanning;
using Polychron.Storage.Verification;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Storage.Azure;

/// <summary>What can be done with a storage account of the commands that are about files: verification alone.</summary>
internal sealed class AccountFiles(Func<IStoreScanner> store) : IStoreFiles
{
    /// <inheritdoc />
    public Task<Backup> CopyAsync(string path, CancellationToken cancellation = default) => throw Refused();

    /// <inheritdoc />
    public Task<StoreReport> VerifyFileAsync(string path, CancellationToken cancellation = default) => throw Refused();

    /// <inheritdoc />
    public Task<StoreReport> VerifyStoreAsync(CancellationToken cancellation = default) => StoreVerifier.RunAsync(store(), [], cancellation);

    /// <inheritdoc />
    public Task<(StoreReport Report, string? MovedTo)> RestoreAsync(string path, bool replace, CancellationToken cancellation = default) =>
        throw Refused();

    private static DomainException Refused() => DomainException.Conflict(
        "store", "This is for the embedded store, and AzureWebJobsStorage names a storage account: use 'store export' and 'store import'.");
}

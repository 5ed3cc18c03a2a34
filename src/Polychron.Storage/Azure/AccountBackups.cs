using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Storage.Azure;

/// <summary>A storage account keeps its own copies; what the operator can have beside them is an export.</summary>
internal sealed class AccountBackups : IBackups
{
    private const string Refusal =
        "Backups are of the embedded store. This server keeps its rows in a storage account: rely on the account's redundancy, and use the command 'store export' for a copy of your own.";

    /// <inheritdoc />
    public Task<Backup> MakeAsync(CancellationToken cancellation = default) => throw Refused();

    /// <inheritdoc />
    public Task<IReadOnlyList<Backup>> ListAsync(CancellationToken cancellation = default) => throw Refused();

    /// <inheritdoc />
    public Task<(Backup Backup, Stream Content)> OpenAsync(string name, CancellationToken cancellation = default) => throw Refused();

    /// <inheritdoc />
    public Task DeleteAsync(string name, CancellationToken cancellation = default) => throw Refused();

    private static DomainException Refused() => DomainException.Conflict("backup", Refusal);
}

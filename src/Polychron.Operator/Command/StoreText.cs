using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Operator.Command;

/// <summary>What the commands of the store say.</summary>
internal static class StoreText
{
    public static string Of(Backup backup, string path) => string.Create(
        CultureInfo.InvariantCulture,
        $"{path}: {backup.Bytes:#,0} bytes, {backup.Workspaces:#,0} workspaces, directory at {backup.DirectorySequence:#,0}, as of {backup.MadeAt}, SHA-256 {backup.Sha256}");

    public static string Of(StoreReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Rows:#,0} rows, {report.Workspaces:#,0} workspaces, {report.Entries:#,0} entries, {report.Records:#,0} log records.");

    public static string Of(string done, TransferResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{done}: {result.Rows:#,0} rows and {result.Messages:#,0} messages of {result.Workspaces:#,0} workspaces.");

    /// <summary>The operator key of the settings; commands take it from nowhere else, since arguments are seen by everybody on a machine.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public static string OperatorKey(IServiceProvider services) =>
        OperatorSettings.OperatorKey.Read(services.GetRequiredService<IConfiguration>())
        ?? throw DomainException.Invalid("key", "Set Polychron__OperatorKey to the server's operator key.");
}

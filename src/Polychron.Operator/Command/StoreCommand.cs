using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Operator.Command;

/// <summary>The command <c>store</c>: backup, restore, verification and moving of the configured store.</summary>
public static class StoreCommand
{
    /// <summary>The exit code of what was refused, or found faulty.</summary>
    private const int Refused = 1;

    /// <summary>The exit code of an export that is complete but for messages that the queue service did not show.</summary>
    private const int MessagesHidden = 2;

    private static readonly Option<string> BackupTo = new("--to") { Required = true, Description = "The file to make; it must not exist." };

    private static readonly Option<Uri?> Url = new("--url")
    {
        Description = "The address of the server that runs on the store; its operator key is taken from Polychron__OperatorKey. Without it no server may run.",
    };

    private static readonly Option<string> RestoreFrom = new("--from") { Required = true, Description = "The backup." };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Move the store that is there aside." };

    private static readonly Argument<string?> VerifyFile = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "A backup [the configured store]." };

    private static readonly Option<string> ExportTo = new("--to") { Required = true, Description = "The folder to make; it must be new or empty." };

    private static readonly Option<long?> Workspace = new("--workspace") { Description = "The id of the one workspace to export [everything]." };

    private static readonly Option<string> ImportFrom = new("--from") { Required = true, Description = "The folder that 'store export' made." };

    /// <summary>Makes the command.</summary>
    /// <param name="services">The app's services, asked for when the command runs.</param>
    public static System.CommandLine.Command Create(Func<IServiceProvider> services) =>
        new("store", "Looks after the store: backup, restore, verify, export, import. docs/operations.md says when to use which.")
        {
            Make("backup", "Copies the embedded store into a file.", services, BackupAsync, BackupTo, Url),
            Make("restore", "Checks a backup and makes it the embedded store.", services, RestoreAsync, RestoreFrom, Replace),
            Verify(services),
            Make("export", "Writes the rows of the store, or of one workspace, into files.", services, ExportAsync, ExportTo, Workspace),
            Make("import", "Writes what 'store export' made into the store. Interrupted, the same command goes on.", services, ImportAsync, ImportFrom),
        };

    private static System.CommandLine.Command Verify(Func<IServiceProvider> services)
    {
        var command = Make("verify", "Checks a backup, or the configured store, row by row.", services, VerifyAsync);
        command.Arguments.Add(VerifyFile);
        return command;
    }

    private static System.CommandLine.Command Make(
        string name,
        string description,
        Func<IServiceProvider> services,
        Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> run,
        params Option[] options)
    {
        var command = new System.CommandLine.Command(name, description);
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                return await run(services(), parsed, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is DomainException or IOException or UnauthorizedAccessException or HttpRequestException)
            {
                await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
                return Refused;
            }
            catch (Exception e) when (e is StorageUnavailableException or OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"Stopped: {e.Message}").ConfigureAwait(false);
                return Refused;
            }
        });
        return command;
    }

    private static async Task<int> BackupAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var path = parsed.GetRequiredValue(BackupTo);
        var made = parsed.GetValue(Url) is { } url
            ? await RemoteBackup.FetchAsync(url, StoreText.OperatorKey(services), path, cancellation).ConfigureAwait(false)
            : await services.GetRequiredService<IStoreFiles>().CopyAsync(path, cancellation).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(StoreText.Of(made, path)).ConfigureAwait(false);
        return 0;
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var (report, moved) = await services.GetRequiredService<IStoreFiles>()
            .RestoreAsync(parsed.GetRequiredValue(RestoreFrom), parsed.GetValue(Replace), cancellation).ConfigureAwait(false);
        await Console.Out.WriteLineAsync($"Restored. {StoreText.Of(report)}").ConfigureAwait(false);
        if (moved is not null)
        {
            await Console.Out.WriteLineAsync($"The store that was there is now {moved}.").ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var files = services.GetRequiredService<IStoreFiles>();
        var report = parsed.GetValue(VerifyFile) is { } path
            ? await files.VerifyFileAsync(path, cancellation).ConfigureAwait(false)
            : await files.VerifyStoreAsync(cancellation).ConfigureAwait(false);
        foreach (var fault in report.Faults)
        {
            await Console.Error.WriteLineAsync(fault).ConfigureAwait(false);
        }

        await Console.Out.WriteLineAsync(
            $"{(report.Faults.Count == 0 ? "Sound" : $"{report.Faults.Count} faults")}. {StoreText.Of(report)}").ConfigureAwait(false);
        return report.Faults.Count == 0 ? 0 : Refused;
    }

    private static async Task<int> ExportAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        using var progress = new RowProgress();
        var result = await services.GetRequiredService<IStoreTransfer>()
            .ExportAsync(parsed.GetRequiredValue(ExportTo), parsed.GetValue(Workspace), progress, cancellation).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(StoreText.Of("Exported", result)).ConfigureAwait(false);
        if (result.HiddenMessages == 0)
        {
            return 0;
        }

        await Console.Error.WriteLineAsync(
            $"{result.HiddenMessages} messages of webhook deliveries were hidden by the queue service. Export again with the app stopped for ten minutes, or do without them.").ConfigureAwait(false);
        return MessagesHidden;
    }

    private static async Task<int> ImportAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        using var progress = new RowProgress();
        var result = await services.GetRequiredService<IStoreTransfer>()
            .ImportAsync(parsed.GetRequiredValue(ImportFrom), progress, cancellation).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(StoreText.Of("Imported", result)).ConfigureAwait(false);
        return 0;
    }
}

using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Domain.Errors;
using Polychron.Import.Csv;
using Polychron.Import.Formats;
using Polychron.Import.Functions;
using Polychron.Import.Run;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Import.Command;

/// <summary>The command <c>import</c>: a file from another tracker into a workspace.</summary>
public static class ImportCommand
{
    /// <summary>The exit code of an import that stopped: what was done until then stays, and the same command goes on.</summary>
    private const int Stopped = 1;

    private static readonly Argument<string> File = new("FILE")
    {
        Description = "The file: plain, .gz, or .xz where the xz program is installed; - reads the standard input.",
    };

    private static readonly Option<string> Format = new Option<string>("--format") { Required = true, Description = "What kind of file it is." }
        .AcceptOnlyFromAmong([.. ImportFormat.All.Select(format => format.Name)]);

    private static readonly Option<long?> Workspace = new("--workspace") { Description = "The workspace's id; needed only where there are several." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only tell what would happen." };

    private static readonly Option<string?> Zone = new("--zone") { Description = "The TZDB zone of local times, such as Europe/Berlin [the workspace's]." };

    private static readonly Option<string> Dates = new Option<string>("--dates")
    {
        Description = "Whether 01/02/2024 is day first (dmy) or month first (mdy) [told by the file's other dates].",
        DefaultValueFactory = _ => "auto",
    }.AcceptOnlyFromAmong([.. ImportQuery.DateOrders.Keys]);

    private static readonly Option<string?> Encoding = new("--encoding") { Description = "The encoding, such as windows-1252 [UTF-8, or as the byte order mark says]." };

    private static readonly Option<string?> User = new("--user") { Description = "The e-mail address of the member whose time rows without a name are [the owner]." };

    private static readonly Option<bool> SubProjects = new("--sub-projects") { Description = "cesaw: make the WBS elements projects below their projects." };

    private static readonly Option<string?> Rejected = new("--rejected") { Description = "A CSV file for all rejected rows: line, column, reason." };

    /// <summary>Makes the command.</summary>
    /// <param name="services">The app's services, asked for when the command runs.</param>
    /// <param name="prepare">Prepares an empty store, as the server's first start does.</param>
    public static System.CommandLine.Command Create(Func<IServiceProvider> services, Func<IServiceProvider, CancellationToken, Task> prepare)
    {
        var command = new System.CommandLine.Command("import", "Imports time entries from a file of another tracker. Importing a file twice changes nothing.")
        {
            File, Format, Workspace, DryRun, Zone, Dates, Encoding, User, SubProjects, Rejected,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var found = services();
                await prepare(found, cancellation).ConfigureAwait(false);
                return await RunAsync(found, parsed, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is FileRefusedException or DomainException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
                return Stopped;
            }
            catch (Exception e) when (e is StorageUnavailableException or OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"Stopped: {e.Message} The same command goes on where it was.").ConfigureAwait(false);
                return Stopped;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var options = new ImportOptions
        {
            WorkspaceId = parsed.GetValue(Workspace)
                ?? await OnlyWorkspaceAsync(services.GetRequiredService<IDirectory>(), cancellation).ConfigureAwait(false),
            Format = parsed.GetRequiredValue(Format),
            Zone = parsed.GetValue(Zone),
            Dates = ImportQuery.DateOrders[parsed.GetRequiredValue(Dates)],
            Encoding = parsed.GetValue(Encoding),
            User = parsed.GetValue(User),
            SubProjects = parsed.GetValue(SubProjects),
            IsDryRun = parsed.GetValue(DryRun),
        };
        var path = parsed.GetRequiredValue(File);
        await using var file = path == "-" ? Console.OpenStandardInput() : System.IO.File.OpenRead(path);
        await using var text = await InputFile.OpenAsync(file, packed => new XzStream(packed), cancellation).ConfigureAwait(false);
        await using var report = new TerminalReport(options.IsDryRun, parsed.GetValue(Rejected));
        try
        {
            await ProgressBar.ShowAsync(
                file,
                advanced => services.GetRequiredService<ImportRun>().RunAsync(text, options, report.With(advanced), cancellation))
                .ConfigureAwait(false);
            return 0;
        }
        finally
        {
            await report.FinishAsync().ConfigureAwait(false);
        }
    }

    private static async Task<long> OnlyWorkspaceAsync(IDirectory directory, CancellationToken cancellation)
    {
        var found = await directory.ListWorkspacesAsync(0, 20, cancellation).ConfigureAwait(false);
        return found switch
        {
            [var only] => only.Id,
            [] => throw DomainException.Missing("There is no workspace yet: start the server once on this store."),
            _ => throw DomainException.Invalid(
                Fields.Workspace,
                $"There are several workspaces; choose one with --workspace: {string.Join(", ", found.Select(workspace => $"{workspace.Id} ({workspace.Name})"))}"),
        };
    }
}

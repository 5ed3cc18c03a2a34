using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Demo.Command;
using Polychron.Import.Command;
using Polychron.Operator;
using Polychron.Operator.Command;
using Polychron.Settings;
using Polychron.Storage.Hosting;
using Polychron.Storage.Sqlite;

namespace Polychron.Functions;

/// <summary>The commands of the app beside serving: made of the same services, without a server.</summary>
internal static class CommandLine
{
    private const string Import = "import";
    private const string Demo = "demo";
    private const string Store = "store";

    /// <summary>The exit code where the store cannot be opened.</summary>
    private const int NoStore = 3;

    /// <summary>Whether the arguments are a command and not settings of the server.</summary>
    public static bool IsCommand(string[] args) => args is [Import or Demo or Store or "--help" or "-h" or "-?", ..];

    /// <summary>Runs a command; its exit code.</summary>
    public static async Task<int> RunAsync(string[] args, IServiceCollection services, IConfiguration configuration)
    {
        await using var provider = services.BuildServiceProvider();
        var root = new RootCommand("Polychron. Without a command it serves; README.md has the settings.")
        {
            ImportCommand.Create(() => provider, OperatorServices.BootstrapAsync),
            DemoCommand.Create(() => provider, HowToServe(configuration), AddressOf(configuration)),
            StoreCommand.Create(() => provider),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (DataFolderException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            if (e.IsInUse && args[0] == Import)
            {
                await Console.Error.WriteLineAsync(
                    $"""
                    If a server runs on it, send it the file instead, with its operator key (POST /operator/imports):
                      curl -H "Authorization: Bearer $OPERATOR_KEY" --data-binary @FILE '{AddressOf(configuration)}/operator/imports?workspace_id=1&format=FORMAT'
                    """);
            }

            if (e.IsInUse && args is [Store, "backup", ..])
            {
                await Console.Error.WriteLineAsync(
                    $"If a server runs on it, let it make the backup: add --url {AddressOf(configuration)}, with its operator key in Polychron__OperatorKey.");
            }

            return NoStore;
        }
    }

    private static string HowToServe(IConfiguration configuration)
    {
        const string Serve = "dotnet run -c Release --project src/Polychron.Functions";
        return StorageSettings.DataPath.Read(configuration) is { } folder
            ? $"Polychron__DataPath='{Path.GetFullPath(folder)}' {Serve}"
            : Serve;
    }

    // The first address, as the server would choose it.
    private static string AddressOf(IConfiguration configuration) =>
        ServerAddress.Read(configuration).Split(';')[0].TrimEnd('/');
}

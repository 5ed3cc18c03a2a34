using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polychron.Domain.Errors;
using Polychron.UseCases.Bootstrap;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Operator.Bootstrap;

/// <summary>At the start on an empty store, creates the owner that <c>Polychron:Bootstrap</c> describes.</summary>
internal sealed partial class BootstrapService(
    IDirectory directory,
    IWorkspaceLog workspaces,
    IStoreTransfer transfer,
    IRandomSource random,
    IConfiguration configuration,
    ILogger<BootstrapService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // An import that was interrupted leaves no directory at first: an owner made now would be in its way for ever.
        await transfer.EnsureUsableAsync(cancellationToken);
        var token = OperatorSettings.BootstrapToken.Read(configuration);
        if (token is null && OperatorSettings.AzureInstance.IsSet(configuration))
        {
            TokenNeeded();
            return;
        }

        var command = new BootstrapServer.Command(
            token,
            OperatorSettings.BootstrapEmail.Read(configuration) ?? OperatorSettings.BootstrapEmail.DefaultText,
            OperatorSettings.BootstrapName.Read(configuration) ?? OperatorSettings.BootstrapName.DefaultText,
            OperatorSettings.BootstrapWorkspace.Read(configuration) ?? OperatorSettings.BootstrapWorkspace.DefaultText);
        try
        {
            if (await BootstrapServer.RunAsync(directory, workspaces, random, command, cancellationToken) is { } made)
            {
                // To the terminal and not to the log: it is shown this once, and nobody else should see it.
                await Console.Out.WriteLineAsync(
                    $"{Environment.NewLine}Your API token, shown only now: {made}{Environment.NewLine}");
            }
        }
        catch (DomainException refusal)
        {
            var field = refusal.Fields.Count > 0 ? refusal.Fields[0].Field : "";
            throw new InvalidOperationException(
                $"A setting Polychron__Bootstrap__... is not acceptable ({field}). {refusal.Message}", refusal);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "No owner was created: in the cloud Polychron:Bootstrap:Token has to be set, since a new token could only be shown in a log")]
    private partial void TokenNeeded();
}

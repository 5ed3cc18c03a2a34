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
    private const string Section = "Polychron:Bootstrap";

    // Set by Azure on every instance of a function app. There, what is printed ends up in a log.
    private const string AzureInstance = "WEBSITE_INSTANCE_ID";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // An import that was interrupted leaves no directory at first: an owner made now would be in its way for ever.
        await transfer.EnsureUsableAsync(cancellationToken);
        var token = Setting("Token");
        if (token is null && !string.IsNullOrEmpty(configuration[AzureInstance]))
        {
            TokenNeeded();
            return;
        }

        var command = new BootstrapServer.Command(
            token,
            Setting("Email") ?? "owner@example.com",
            Setting("Name") ?? "Owner",
            Setting("Workspace") ?? "My workspace");
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
                $"The setting {Section}:{field} is not acceptable. {refusal.Message}", refusal);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string? Setting(string name) => configuration[$"{Section}:{name}"] is { Length: > 0 } value ? value : null;

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "No owner was created: in the cloud Polychron:Bootstrap:Token has to be set, since a new token could only be shown in a log")]
    private partial void TokenNeeded();
}

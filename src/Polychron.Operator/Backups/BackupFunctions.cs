using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;
using Polychron.Operator.Wire;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Operator.Backups;

/// <summary>Backups of the embedded store, for whoever runs the server.</summary>
public sealed class BackupFunctions(IBackups backups, IHostApplicationLifetime lifetime)
{
    /// <summary>Makes a backup while people go on writing; answers when it is on the disk.</summary>
    [Function("OperatorBackupsCreate")]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/backups")] HttpRequest request) =>

        // Whoever asked may go: what has been begun is finished, unless the server stops.
        BackupReplies.Created(await backups.MakeAsync(lifetime.ApplicationStopping));

    /// <summary>Lists the backups, the newest first.</summary>
    [Function("OperatorBackupsList")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/backups")] HttpRequest request,
        CancellationToken cancellation) =>
        BackupReplies.Ok(await backups.ListAsync(cancellation));

    /// <summary>Sends a backup's file; a range of it where one is asked for.</summary>
    [Function("OperatorBackupsDownload")]
    public async Task<IResult> Download(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/backups/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellation)
    {
        var (backup, content) = await backups.OpenAsync(name, cancellation);
        return Results.Stream(
            content,
            "application/vnd.sqlite3",
            backup.Name,
            backup.MadeAt.ToDateTimeOffset(),
            new EntityTagHeaderValue($"\"{backup.Sha256}\""),
            enableRangeProcessing: true);
    }

    /// <summary>Deletes a backup.</summary>
    [Function("OperatorBackupsDelete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "operator/backups/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellation)
    {
        await backups.DeleteAsync(name, cancellation);
        return OperatorReplies.NoContent();
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Polychron.Import.Csv;
using Polychron.Import.Run;

namespace Polychron.Import.Functions;

/// <summary>Imports of files from other trackers, for whoever runs the server.</summary>
public sealed class ImportFunctions(ImportRun imports, ImportLimits limits)
{
    /// <summary>
    /// <c>POST /operator/imports?workspace_id=1&amp;format=toggl-csv</c>: the body is the file, plain or gzip, and is imported
    /// as it arrives. Answers 200 when the last row is done; 422 if the file cannot be read, or not further, with what was
    /// done until then. Sending the same file again goes on where it was.
    /// </summary>
    [Function("OperatorImports")]
    public async Task<IResult> Import(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/imports")] HttpRequest request,
        CancellationToken cancellation)
    {
        var (options, maxRejections) = ImportQuery.Read(request);

        // Read only by hosts that let an app decide: on Azure the front end has a limit of its own.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limits.MaxBytes;
        }

        var report = new ImportReport(maxRejections);
        try
        {
            await using var text = new LimitedStream(
                await InputFile.OpenAsync(request.Body, unpackXz: null, cancellation), limits.MaxBytes);
            await imports.RunAsync(text, options, report, cancellation);
            return ImportJson.Render(StatusCodes.Status200OK, report, options.IsDryRun, null);
        }
        catch (FileRefusedException refusal)
        {
            return ImportJson.Render(StatusCodes.Status422UnprocessableEntity, report, options.IsDryRun, refusal.Message);
        }
    }
}

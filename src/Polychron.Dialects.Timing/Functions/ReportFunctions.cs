using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Dialects.Timing.Wire.Pages;
using Polychron.Dialects.Timing.Wire.Reports;
using Polychron.Domain.Errors;
using Polychron.UseCases.Reports;

namespace Polychron.Dialects.Timing.Functions;

/// <summary>"Reports".</summary>
public sealed class ReportFunctions(IClock clock)
{
    /// <summary>"Generate report".</summary>
    [Function("TimingGenerateReport")]
    public Task<IResult> Generate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Report)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var query = ReportQuery.Parse(request);
            var picture = caller.Workspace.Picture;
            try
            {
                var lines = await GenerateReport.RunAsync(
                    caller.Workspace, caller.Member, query.Report, clock.GetCurrentInstant(), request.HttpContext.RequestAborted);
                return ListReply.Of(
                    ReportSort.Sort(lines, picture, query.Sort),
                    (json, line) => ReportJson.Write(json, line, query.Report.Columns, picture, query.IncludeProjectData));
            }
            catch (DomainException refused) when (FieldNames.IsAboutValues(refused))
            {
                throw FieldNames.OfFilter(refused);
            }
        });
}

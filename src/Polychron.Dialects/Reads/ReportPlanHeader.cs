using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polychron.Dialects.Gate;
using Polychron.UseCases.Reports.Plans;

namespace Polychron.Dialects.Reads;

/// <summary>Tells those who look into what a report costs how it was answered: in a header of its reply, and in the log.</summary>
public static partial class ReportPlanHeader
{
    /// <summary>The header, with a <see cref="ReportPlan"/> as its text.</summary>
    public const string Name = "X-Polychron-Report-Plan";

    private const string Category = "Polychron.Reports";

    /// <summary>The header of a request that was a report; null for others.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>>? Of(HttpRequest request)
    {
        if (DialectRequest.Of(request).Caller?.Workspace is not { Cells.Plan: { } plan } workspace)
        {
            return null;
        }

        if (request.HttpContext.RequestServices?.GetService<ILoggerFactory>()?.CreateLogger(Category) is { } logger)
        {
            Answered(logger, workspace.WorkspaceId, plan);
        }

        return [new(Name, plan.ToString())];
    }

    [LoggerMessage(1, LogLevel.Information, "Report of workspace {WorkspaceId}: {Plan}")]
    private static partial void Answered(ILogger logger, long workspaceId, ReportPlan plan);
}

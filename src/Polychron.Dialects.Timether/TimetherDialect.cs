using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Urls;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;

namespace Polychron.Dialects.Timether;

/// <summary>What the gate has to know of Timether: a bearer token, the workspace in its header, the plan, its errors.</summary>
internal sealed class TimetherDialect : IDialect
{
    /// <summary>The root of the API.</summary>
    public const string BasePath = "/timether/api/v1";

    /// <summary>What the names of this dialect's functions begin with.</summary>
    public const string Prefix = "Timether";

    /// <summary>The name of the function that serves the API's description, which anyone may read.</summary>
    public const string OpenApiName = Prefix + "OpenApi";

    /// <summary>The header that names the workspace of every request ("Workspace headers are required").</summary>
    public const string WorkspaceHeader = "X-Workspace-Id";

    private static readonly RateLimitPolicy Allowance = new(
        Prefix, new RateWindow("minute", 600, 60), new RateWindow("hour", 12_000, 3_600));

    /// <inheritdoc />
    public string FunctionPrefix => Prefix;

    /// <inheritdoc />
    public RateLimitPolicy? RateLimit => Allowance;

    /// <inheritdoc />
    public bool IsCrossOrigin => true;

    /// <inheritdoc />
    public bool IsAnonymous(string functionName) => functionName == OpenApiName;

    /// <inheritdoc />
    public string? ReadToken(HttpRequest request) => Credentials.Bearer(request);

    /// <summary>The workspace of <see cref="WorkspaceHeader"/>. A request without a token is refused for that first.</summary>
    /// <exception cref="RequestException">The header is missing, given twice or no id.</exception>
    public long? ReadWorkspaceId(HttpRequest request)
    {
        if (ReadToken(request) is null)
        {
            return null;
        }

        var header = request.Headers[WorkspaceHeader];
        if (header.Count == 0 || (header.Count == 1 && string.IsNullOrEmpty(header[0])))
        {
            throw Refused("workspace_required", $"Name the workspace in the {WorkspaceHeader} header.");
        }

        return header.Count == 1 && RouteId.TryParse(header[0], out var id)
            ? id
            : throw Refused("workspace_malformed", $"The {WorkspaceHeader} header is one workspace id: a whole number from 1.");
    }

    /// <summary>What holds for every function: the plan includes the API, and a write comes from somebody who may write.</summary>
    public void CheckCaller(HttpRequest request, Caller caller)
    {
        PlanPermit.RequireApi(caller.Workspace.Picture);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method))
        {
            Permit.RequireWriter(caller.Workspace, caller.Member);
        }
    }

    /// <inheritdoc />
    public IResult RenderError(RequestError error) => Errors.Render(error, null, null);

    /// <inheritdoc />
    public IResult RenderError(RequestError error, HttpRequest request, Caller? caller) =>
        Errors.Render(error, Mapping.RequestAction.Of(request), caller?.Member.Role);

    private static RequestException Refused(string code, string message) =>
        new(new RequestError(RequestErrorKind.BadRequest, message) { Code = code });
}

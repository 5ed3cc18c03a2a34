using System.Text.Json.Nodes;
using Polychron.Dialects.OpenApi;

namespace Polychron.Dialects.Timether.Description;

/// <summary>What operations refuse, by status.</summary>
internal static class Refusals
{
    private static readonly int[] OfEveryRequest = [400, 401, 403, 429, 500, 503];

    /// <summary>The refusals of every request, and these; what takes a body refuses one that is too large.</summary>
    public static IReadOnlyDictionary<int, Refusal> Of(params int[] more) =>
        OfEveryRequest.Concat(more).Concat(more.Contains(415) ? [413] : []).Distinct().ToDictionary(status => status, One);

    private static Refusal One(int status) => status switch
    {
        400 => new("no workspace is named, or the request cannot be read.", Error("workspace_required", "Name the workspace in the X-Workspace-Id header.")),
        401 => new("the API token is missing or not valid.", Error("unauthenticated", "The API token is missing or not valid.")),
        403 => new(
            "the workspace is not the token's user's, its plan has no API, its billing is read-only, or the role may not do this.",
            Error("forbidden", "Only owners and managers may see or change capacity and internal cost.", "workspace_memberships.update", "member")),
        404 => new("there is no such thing in this workspace.", Error("not_found", "Client not found.")),
        409 => new("the state of things rules this out.", Error("timer_running", "A timer runs already; stop it, or switch to another one.")),
        412 => new("it is not as If-Match names it.", Error("precondition_failed", "It has changed since you read it; read it again and repeat your change.")),
        413 => new("the body is too large, or what is asked for would be.", Error("payload_too_large", "The request body is too large.")),
        415 => new("the body is not JSON.", Error("unsupported_media_type", "The body has to be JSON in UTF-8, sent with Content-Type: application/json.")),
        422 => new("values are not acceptable; details names them.", Invalid()),
        429 => new("the token's allowance is used up; Retry-After says for how many seconds.", Error("rate_limited", "Too many requests.")),
        500 => new("something went wrong on the server.", Error("internal_error", "Something went wrong on the server.")),
        503 => new("the server cannot reach its storage; repeat the request later.", Error("unavailable", "The server cannot reach its storage now; repeat the request a little later.")),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static JsonObject Error(string code, string message, string? action = null, string? role = null)
    {
        var error = new JsonObject { ["message"] = message, ["code"] = code };
        if (action is not null)
        {
            error["action"] = action;
            error["role"] = role;
        }

        return new JsonObject { ["error"] = error };
    }

    private static JsonObject Invalid()
    {
        const string message = "The name field is required.";
        var error = Error("validation_failed", message);
        error["error"]!["details"] = new JsonArray(new JsonObject { ["field"] = "name", ["message"] = message });
        return error;
    }
}

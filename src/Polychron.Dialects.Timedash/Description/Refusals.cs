using System.Text.Json.Nodes;
using Polychron.Dialects.OpenApi;

namespace Polychron.Dialects.Timedash.Description;

/// <summary>What operations refuse, by status (Timedash, "Errors").</summary>
internal static class Refusals
{
    /// <summary>The refusals of these statuses.</summary>
    public static IReadOnlyDictionary<int, Refusal> Of(params int[] statuses) => statuses.ToDictionary(status => status, One);

    private static Refusal One(int status) => status switch
    {
        400 => new("a parameter is missing, unknown, or not acceptable.", Error("The name field is required.", "name")),
        401 => new("no valid API key was provided.", Error("No valid API key provided. Send it as the user name of Basic authentication.")),
        402 => new("the parameters were valid, but the request failed.", Error("This workspace is read-only until its billing is settled; reads still work.")),
        403 => new("the action is not allowed for the API key.", Error("Viewers cannot change anything in this workspace.")),
        404 => new("the requested item doesn't exist.", Error("The requested item doesn't exist.")),
        412 => new("the object is not as If-Match names it.", Error("It has changed since you read it; read it again and repeat your change.")),
        429 => new("the rate limit of the API key is exceeded; Retry-After says for how many seconds.", Error("You have exceeded the rate limit of your API key; wait as long as Retry-After says.")),
        500 => new("something went wrong on the server.", Error("Something went wrong on the server.", type: Errors.Api)),
        503 => new("the server cannot reach its storage; repeat the request later.", Error("The server cannot reach its storage now; repeat the request a little later.", type: Errors.Api)),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static JsonObject Error(string message, string? param = null, string type = Errors.InvalidRequest)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = message };
        if (param is not null)
        {
            error["param"] = param;
        }

        return error;
    }
}

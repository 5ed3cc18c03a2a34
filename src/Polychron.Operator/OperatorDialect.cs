using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Replies;

namespace Polychron.Operator;

/// <summary>The operator API's rules: a key of its own, no caller, no workspace.</summary>
internal sealed class OperatorDialect(OperatorOptions options) : IDialect
{
    // Wrong keys, by address. An operator chooses the key, so that no length of it is certain to be beyond guessing.
    private static readonly RateLimitPolicy WrongKeys = new("OperatorKeys", new RateWindow("minute", 30, 60));

    public string FunctionPrefix => "Operator";

    public RateLimitPolicy? RateLimit => WrongKeys;

    public bool RefusesGuessers => true;

    public bool IsAnonymous(string functionName) => true;

    public bool IsCounted(string functionName) => false;

    // Its replies have tokens and names; nothing keeps them.
    public void Begin(HttpContext http) => http.Response.Headers.CacheControl = "no-store";

    public string? ReadToken(HttpRequest request) => null;

    public ValueTask AdmitAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (options.KeyHash is null)
        {
            throw new RequestException(RequestErrorKind.NotFound, "Not found.");
        }

        return options.IsKey(Credentials.Bearer(request))
            ? ValueTask.CompletedTask
            : throw new RequestException(
                RequestErrorKind.Unauthenticated, "Show the operator key as Authorization: Bearer <key>.");
    }

    public IResult RenderError(RequestError error) => new BytesResult(
        error.Status,
        JsonBytes.Render(error, static (writer, error) =>
        {
            writer.WriteStartObject();
            writer.WriteString("message", error.Message);
            if (error.Fields.Count > 0)
            {
                writer.WriteStartObject("errors");
                foreach (var field in error.Fields.GroupBy(field => field.Field, StringComparer.Ordinal))
                {
                    writer.WriteStartArray(field.Key);
                    foreach (var found in field)
                    {
                        writer.WriteStringValue(found.Message);
                    }

                    writer.WriteEndArray();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }));
}

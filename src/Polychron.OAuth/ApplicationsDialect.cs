using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.OAuth.Protocol;

namespace Polychron.OAuth;

/// <summary>
/// What the gate has to know of the applications' API. Its functions let the caller in themselves, since an account that is
/// not the caller's answers like one that does not exist. Errors have the form of the API that it is mounted in:
/// <c>{"errors":{"message":...}}</c> and <c>{"errors":{"field":[...]}}</c>.
/// </summary>
internal sealed class ApplicationsDialect : IDialect
{
    private static readonly RateLimitPolicy Allowance = new("OAuthApplications", new RateWindow("minute", 60, 60));

    public string FunctionPrefix => "OAuthApplications";

    public RateLimitPolicy? RateLimit => Allowance;

    public bool IsCrossOrigin => true;

    public bool IsAnonymous(string functionName) => true;

    public string? ReadToken(HttpRequest request) => null;

    public IResult RenderError(RequestError error) => OAuthReplies.Json(
        error.Status,
        error,
        static (json, error) =>
        {
            json.WriteStartObject("errors"u8);
            if (error.Kind == RequestErrorKind.Invalid && error.Fields.Count > 0)
            {
                foreach (var field in error.Fields.GroupBy(wrong => wrong.Field, wrong => wrong.Message))
                {
                    json.WriteStartArray(field.Key);
                    foreach (var message in field)
                    {
                        json.WriteStringValue(message);
                    }

                    json.WriteEndArray();
                }
            }
            else
            {
                json.WriteString("message"u8, error.Message);
            }

            json.WriteEndObject();
            if (error.ErrorId is { } id)
            {
                json.WriteString("error_id"u8, id);
            }
        },
        error.Kind == RequestErrorKind.Unauthenticated ? "Bearer" : null);
}

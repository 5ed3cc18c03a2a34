using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Replies;

namespace Polychron.Operator;

/// <summary>The operator API's rules: a key of its own, no caller, no workspace.</summary>
internal sealed class OperatorDialect(OperatorOptions options) : IDialect
{
    public string FunctionPrefix => "Operator";

    public bool IsAnonymous(string functionName) => true;

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

using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Polychron.EmbeddedHost.Http;

/// <summary>The host's own error answer, for what no function answered: <c>{"message":...,"invocationId":...}</c>.</summary>
internal static class ErrorBody
{
    /// <summary>Answers with the status, the message and, if given, the invocation's id.</summary>
    public static async Task Write(HttpContext http, int status, string message, string? invocationId = null)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("message", message);
            if (invocationId is not null)
            {
                json.WriteString("invocationId", invocationId);
            }

            json.WriteEndObject();
        }

        http.Response.ContentLength = buffer.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), http.RequestAborted).ConfigureAwait(false);
        }
    }
}

using Microsoft.AspNetCore.Http;

namespace Polychron.Dialects.Replies;

/// <summary>
/// A response that is nothing but bytes: whatever can fail has failed before the gate lets it out. Statuses that have no
/// body (204, 304) are sent without one.
/// </summary>
public sealed class BytesResult : IResult
{
    /// <summary>The content type of JSON.</summary>
    public const string Json = "application/json";

    /// <summary>A response of a status, from 200 to 599, with an empty body.</summary>
    public BytesResult(int status)
        : this(status, ReadOnlyMemory<byte>.Empty)
    {
    }

    /// <summary>A response of a status, from 200 to 599, with a body.</summary>
    public BytesResult(int status, ReadOnlyMemory<byte> body, string contentType = Json)
    {
        Status = status;
        Body = body;
        ContentType = contentType;
    }

    /// <summary>The status.</summary>
    public int Status { get; }

    /// <summary>The body; not sent with a status that has none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The content type of the body.</summary>
    public string ContentType { get; }

    /// <summary>The ETag in its header form, or null.</summary>
    public string? ETag { get; init; }

    /// <summary>Further headers, or null.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Headers { get; init; }

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var headers = response.Headers;
        response.StatusCode = Status;
        if (ETag is not null)
        {
            headers.ETag = ETag;
        }

        if (Headers is { } more)
        {
            for (var i = 0; i < more.Count; i++)
            {
                headers[more[i].Key] = more[i].Value;
            }
        }

        if (Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return Task.CompletedTask;
        }

        response.ContentLength = Body.Length;
        if (Body.IsEmpty)
        {
            return Task.CompletedTask;
        }

        headers.ContentType = ContentType;
        headers.XContentTypeOptions = "nosniff";

        // Without the request's token: what is written to a client that has left goes nowhere, which is no error.
        return HttpMethods.IsHead(httpContext.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(Body, CancellationToken.None).AsTask();
    }
}

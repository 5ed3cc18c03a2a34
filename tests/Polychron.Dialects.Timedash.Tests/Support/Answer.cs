using System.Net;
using System.Text.Json.Nodes;

namespace Polychron.Dialects.Timedash.Tests.Support;

/// <summary>A response that was read whole.</summary>
public sealed record Answer(
    HttpStatusCode Status, string Body, string? ContentType, ILookup<string, string> Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidOperationException("The body is null.");

    /// <summary>The items of a list.</summary>
    public JsonNode[] Items => [.. Json["data"]!.AsArray().Select(item => item!)];

    public long Id => Json.Number("id");

    /// <summary>The ids of a list's items.</summary>
    public long[] Ids => [.. Items.Select(item => item.Number("id"))];

    public string? ETag => Header("ETag");

    public string? Header(string name) => Headers[name.ToLowerInvariant()].SingleOrDefault();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        // As they were sent: parsed ones come back in a normal form.
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(header => header.Value, (header, value) => (Name: header.Key.ToLowerInvariant(), value))
            .ToLookup(header => header.Name, header => header.value);
        return new Answer(response.StatusCode, body, headers["content-type"].SingleOrDefault(), headers);
    }

    /// <summary>Asserts the status and returns the answer; a failure shows the body.</summary>
    public Answer Is(int status)
    {
        Assert.True((int)Status == status, $"Expected {status}, got {(int)Status}: {Body}");
        return this;
    }

    /// <summary>Asserts the status, the content type and the whole body, in whatever order an object's members are.</summary>
    public Answer Is(int status, string json)
    {
        Is(status);
        Assert.Equal("application/json", ContentType);
        var expected = JsonNode.Parse(json);
        Assert.True(
            JsonNode.DeepEquals(expected, Json),
            $"Expected:\n{expected!.ToJsonString()}\nGot:\n{Json.ToJsonString()}");
        return this;
    }

    /// <summary>Asserts an error of the request, about a parameter or about none.</summary>
    public Answer IsError(int status, string? param = null)
    {
        Is(status);
        Assert.Equal("application/json", ContentType);
        var error = Json.AsObject();
        Assert.Equal(param is null ? ["type", "message"] : ["type", "message", "param"], error.Select(member => member.Key));
        Assert.Equal(status >= 500 ? "api_error" : "invalid_request_error", Json.Text("type"));
        Assert.NotEmpty(Json.Text("message"));
        Assert.Equal(param, Json.TextOrNull("param"));
        return this;
    }
}

public static class JsonNodeExtensions
{
    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static string? TextOrNull(this JsonNode node, string name) => node[name]?.GetValue<string>();

    public static long Number(this JsonNode node, string name) => node[name]!.GetValue<long>();
}

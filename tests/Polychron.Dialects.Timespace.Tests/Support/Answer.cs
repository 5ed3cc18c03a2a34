using System.Net;
using System.Text.Json.Nodes;

namespace Polychron.Dialects.Timespace.Tests.Support;

/// <summary>A response that was read whole.</summary>
public sealed record Answer(
    HttpStatusCode Status, string Body, string? ContentType, ILookup<string, string> Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidOperationException("The body is null.");

    public string? ETag => Header("ETag");

    public string? Header(string name) => Headers[name.ToLowerInvariant()].SingleOrDefault();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        var headers = response.Headers.Concat(response.Content.Headers).Concat(response.TrailingHeaders)
            .SelectMany(header => header.Value, (header, value) => (Name: header.Key.ToLowerInvariant(), value))
            .ToLookup(header => header.Name, header => header.value);
        return new Answer(response.StatusCode, body, response.Content.Headers.ContentType?.ToString(), headers);
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

    /// <summary>Asserts a refusal of exactly these fields.</summary>
    public Answer IsInvalid(params string[] fields)
    {
        IsRefused(422, "invalid");
        Assert.Equal(fields.Order(), Json["error"]!["fields"]!.AsArray().Select(field => field!.Text("key")).Order());
        return this;
    }

    /// <summary>Asserts a refusal with a code.</summary>
    public Answer IsRefused(int status, string code)
    {
        Is(status);
        Assert.Equal("application/json", ContentType);
        Assert.Equal(code, Json["error"]!.Text("code"));
        Assert.NotEmpty(Json["error"]!.Text("message"));
        return this;
    }
}

public static class JsonNodeExtensions
{
    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static string? TextOrNull(this JsonNode node, string name) => node[name]?.GetValue<string>();

    public static long Number(this JsonNode node, string name) => node[name]!.GetValue<long>();
}

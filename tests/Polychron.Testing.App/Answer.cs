using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Polychron.Testing.App;

/// <summary>A response that was read whole. What is one dialect's own way of answering its tests add.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, string? ContentType, ILookup<string, string> Headers)
{
    private static readonly string[] JsonTypes = ["application/json", "application/json; charset=utf-8"];

    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidOperationException("The body is null.");

    /// <summary>A member of the body.</summary>
    public JsonNode? this[string name] => Json[name];

    public string? ETag => Header("ETag");

    /// <summary>The header, which is there once at most; null without it.</summary>
    public string? Header(string name) => Headers[name.ToLowerInvariant()].SingleOrDefault();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();

        // As they were sent: parsed ones come back in a normal form.
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).Concat(response.TrailingHeaders.NonValidated)
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

    /// <summary>Asserts the status, that the content type is JSON's, with its charset or without, and the whole body, in whatever order an object's members are.</summary>
    public Answer Is(int status, string json)
    {
        Is(status);
        Assert.Contains(ContentType, JsonTypes);
        var expected = JsonNode.Parse(json);
        Assert.True(
            JsonNode.DeepEquals(expected, Json),
            $"Expected:\n{expected!.ToJsonString()}\nGot:\n{Json.ToJsonString()}");
        return this;
    }
}

using System.Net;
using System.Text.Json.Nodes;

namespace Polychron.Dialects.Timether.Tests.Support;

/// <summary>A response that was read whole.</summary>
public sealed record Answer(HttpStatusCode Status, string Body, string? ContentType, ILookup<string, string> Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidOperationException("The body is null.");

    public string? ETag => Header("ETag");

    public long Id => Json["id"]!.GetValue<long>();

    /// <summary>The ids of a list's page, in order.</summary>
    public IReadOnlyList<long> Ids => [.. Json["data"]!.AsArray().Select(item => item!["id"]!.GetValue<long>())];

    public string? NextCursor => Json["next_cursor"]?.GetValue<string>();

    public JsonNode? this[string name] => Json[name];

    public string? Header(string name) =>
        Headers.Contains(name.ToLowerInvariant()) ? string.Join(", ", Headers[name.ToLowerInvariant()]) : null;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        var headers = response.Headers.Concat(response.Content.Headers)
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

    /// <summary>Asserts the status and the whole body, in whatever order an object's members are.</summary>
    public Answer Is(int status, string json)
    {
        Is(status);
        Assert.Equal("application/json", ContentType);
        var expected = JsonNode.Parse(json);
        Assert.True(JsonNode.DeepEquals(expected, Json), $"Expected:\n{expected!.ToJsonString()}\nGot:\n{Json.ToJsonString()}");
        return this;
    }

    /// <summary>Asserts a refusal: its status and code, and the shape of every error.</summary>
    public Answer IsError(int status, string code)
    {
        Is(status);
        Assert.Equal("application/json", ContentType);
        Assert.Equal("error", Assert.Single(Json.AsObject()).Key);
        var error = Json["error"]!.AsObject();
        Assert.Empty(error.Select(member => member.Key).Except(["message", "code", "action", "role", "details"]));
        Assert.True(error["code"]!.GetValue<string>() == code, $"Expected {code}: {Body}");
        Assert.NotEmpty(error["message"]!.GetValue<string>());
        return this;
    }

    /// <summary>Asserts a refusal of exactly these fields.</summary>
    public Answer IsInvalid(params string[] fields)
    {
        IsError(422, "validation_failed");
        Assert.Equal(fields.Order(), Json["error"]!["details"]!.AsArray().Select(field => field!["field"]!.GetValue<string>()).Order());
        return this;
    }
}

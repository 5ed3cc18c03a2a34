using System.Text;

namespace Polychron.Dialects.Timespace.Tests.Support;

/// <summary>Sends requests to the API with one key in the cookie. Paths are relative to the API's root; those that begin with two slashes to the server's.</summary>
public sealed class Api(TimespaceApp app, string? key)
{
    public const string BasePath = "/timespace";

    private (string Name, string Value)[] headers = [];

    /// <summary>The same with further headers.</summary>
    public Api With(params (string Name, string Value)[] more) => new(app, key) { headers = [.. headers, .. more] };

    public Task<Answer> Get(string path) => Send("GET", path);

    public Task<Answer> Post(string path, string? body = null) => Send("POST", path, body);

    public Task<Answer> Patch(string path, string? body = null) => Send("PATCH", path, body);

    public Task<Answer> Put(string path, string? body = null) => Send("PUT", path, body);

    public Task<Answer> Delete(string path, string? body = null) => Send("DELETE", path, body);

    /// <summary>Another dialect's request, with the key as a bearer token.</summary>
    public Task<Answer> Other(string method, string path, string? body = null) =>
        new Api(app, null).With([.. headers, ("Authorization", $"Bearer {key}")]).Send(method, "/" + path, body);

    public Task<Answer> Send(string method, string path, string? body = null) => Send(
        method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<Answer> Send(string method, string path, HttpContent? content)
    {
        var url = path.StartsWith("//", StringComparison.Ordinal) ? path[1..] : BasePath + path;
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(app.Root, url)) { Content = content };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", $"timespace_api_key={key}");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await app.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}

using System.Net.Http.Headers;
using System.Text;

namespace Polychron.Dialects.Timely.Tests.Support;

/// <summary>Sends requests to the API with one token. Paths are relative to the API's root; a leading <c>~</c> stands for the account.</summary>
public sealed class Api(TimelyApp app, string? token, long accountId = 0)
{
    public const string BasePath = "/timely/1.1";

    private (string Name, string Value)[] headers = [];

    /// <summary>The absolute address of a path below the API's root, or of the server's if it begins with <c>//</c>.</summary>
    public string Url(string path)
    {
        var root = app.Root.ToString().TrimEnd('/');
        return path.StartsWith("//", StringComparison.Ordinal) ? root + path[1..]
            : path.StartsWith('~') ? $"{root}{BasePath}/{accountId}{path[1..]}"
            : root + BasePath + path;
    }

    /// <summary>The same with further headers.</summary>
    public Api With(params (string Name, string Value)[] more) => new(app, token, accountId) { headers = [.. headers, .. more] };

    /// <summary>The same in another account.</summary>
    public Api In(long account) => new(app, token, account) { headers = headers };

    public Task<Answer> Get(string path) => Send("GET", path);

    public Task<Answer> Post(string path, string? body = null) => Send("POST", path, body);

    public Task<Answer> Put(string path, string? body = null) => Send("PUT", path, body);

    public Task<Answer> Patch(string path, string? body = null) => Send("PATCH", path, body);

    public Task<Answer> Delete(string path) => Send("DELETE", path);

    public Task<Answer> Send(string method, string path, string? body = null) => Send(
        method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<Answer> Send(string method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Url(path)) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await app.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}

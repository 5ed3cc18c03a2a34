using System.Net.Http.Headers;
using System.Text;

namespace Polychron.Dialects.Timedash.Tests.Support;

/// <summary>Sends requests to the API with one token. Paths are relative to the API's root.</summary>
public sealed class Api(TimedashApp app, string? token, string basePath = Api.BasePath, bool isBearer = false)
{
    public const string BasePath = "/timedash";

    private (string Name, string Value)[] headers = [];

    /// <summary>The absolute address of a path below the API's root.</summary>
    public string Url(string path) => $"{app.Root.ToString().TrimEnd('/')}{basePath}{path}";

    /// <summary>The same with further headers.</summary>
    public Api With(params (string Name, string Value)[] more) => new(app, token, basePath, isBearer) { headers = [.. headers, .. more] };

    /// <summary>Another dialect, with the same token as a bearer's.</summary>
    public Api Of(string path) => new(app, token, path, isBearer: true);

    public Task<Answer> Get(string path) => Send("GET", path);

    public Task<Answer> Post(string path, string? body = null) => Send("POST", path, body);

    public Task<Answer> Put(string path, string? body = null) => Send("PUT", path, body);

    public Task<Answer> Patch(string path, string? body = null) => Send("PATCH", path, body);

    public Task<Answer> Delete(string path) => Send("DELETE", path);

    public Task<Answer> Send(string method, string path, string? body = null) => Send(
        method, path, body is null ? null : (HttpContent)new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<Answer> Send(string method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Url(path)) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = isBearer
                ? new AuthenticationHeaderValue("Bearer", token)
                : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{token}:")));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await app.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}

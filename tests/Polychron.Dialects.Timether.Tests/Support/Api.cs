using System.Net.Http.Headers;
using System.Text;

namespace Polychron.Dialects.Timether.Tests.Support;

/// <summary>Sends requests with one token, to Timether in one workspace, or below the server's root where a path begins with <c>//</c>.</summary>
public sealed class Api(TimetherApp app, string? token, string? workspace)
{
    public const string BasePath = "/timether/api/v1";

    private (string Name, string Value)[] headers = [];

    /// <summary>The same with further headers.</summary>
    public Api With(params (string Name, string Value)[] more) => new(app, token, workspace) { headers = [.. headers, .. more] };

    /// <summary>The same in another workspace.</summary>
    public Api In(object? other) => new(app, token, other?.ToString()) { headers = headers };

    public Task<Answer> Get(string path) => Send("GET", path);

    /// <summary>The ids of a list with its query, from page to page.</summary>
    public async Task<IReadOnlyList<long>> WalkAsync(string list, int limit)
    {
        var ids = new List<long>();
        string? cursor = null;
        for (var pages = 0; pages < 200; pages++)
        {
            var page = (await Get($"{list}&limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}")).Is(200);
            Assert.InRange(page.Ids.Count, 0, limit);
            ids.AddRange(page.Ids);
            cursor = page.NextCursor;
            if (cursor is null)
            {
                return ids;
            }
        }

        throw new InvalidOperationException("The list does not end.");
    }

    public Task<Answer> Post(string path, string? body = null) => Send("POST", path, body);

    public Task<Answer> Patch(string path, string body) => Send("PATCH", path, body);

    public Task<Answer> Delete(string path) => Send("DELETE", path);

    public Task<Answer> Send(string method, string path, string? body = null) => Send(
        method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<Answer> Send(string method, string path, HttpContent? content, CancellationToken cancellation = default)
    {
        var root = app.Root.ToString().TrimEnd('/');
        var url = path.StartsWith("//", StringComparison.Ordinal) ? root + path[1..] : root + BasePath + path;
        using var request = new HttpRequestMessage(new HttpMethod(method), url) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (workspace is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Workspace-Id", workspace);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await app.Http.SendAsync(request, cancellation);
        return await Answer.ReadAsync(response);
    }
}

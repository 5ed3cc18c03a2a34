using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Polychron.Testing.Server;

namespace Polychron.EndToEnd.Tests.Telemetry;

/// <summary>
/// A run that shows every kind of secret in every place in which callers put them: right and wrong ones, in requests that
/// succeed and in requests that fail in each way.
/// </summary>
internal sealed partial class SecretRun : IDisposable
{
    private const string Redirect = "https://client.example/callback";
    private readonly Installation _installation;
    private readonly HookReceiver _listener;
    private readonly HttpClient _http;
    private string _workspace = "";

    public SecretRun(Installation installation, HookReceiver listener)
    {
        (_installation, _listener) = (installation, listener);
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = installation.Server.Address,
        };
        Known.Note("bootstrap token", Installation.OwnerToken);
        Known.Note("operator key", Installation.OperatorKey);
        Wrong = Known.Note("wrong token", "wrong/token+of=somebody-else-0815");
        Body = Known.Note("text of a body", "marked text of a body: Ärztin");
        Query = Known.Note("text of a query", "marked-text-of-a-query");
    }

    public Secrets Known { get; } = new();

    private string Wrong { get; }

    private string Body { get; }

    private string Query { get; }

    public void Dispose() => _http.Dispose();

    /// <summary>Requests of each dialect with a token in its place for it, then with a wrong one.</summary>
    public async Task SpeakAsync()
    {
        using (var owner = _installation.Owner())
        {
            _workspace = (await owner.GetAsync("/timely/1.1/accounts")).Expect(HttpStatusCode.OK).Json[0]!["id"]!.ToString();
        }

        var mia = await _installation.AddMemberAsync("Mia Member", "member");
        var good = Known.Note("a member's token", mia.Token);
        foreach (var token in new[] { Installation.OwnerToken, good, Wrong })
        {
            var bearer = ("Authorization", $"Bearer {token}");
            var basic = ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(token + ":"))}");
            var cookie = ("Cookie", $"timespace_api_key={Uri.EscapeDataString(token)}");
            await SendAsync("GET", $"{Installation.Timing}/time-entries?search_query={Query}&token={token}", bearer);
            await SendAsync("POST", $"{Installation.Timing}/time-entries/start?access_token={token}", bearer, Json("title", Body));
            await SendAsync("GET", $"/timely/1.1/accounts?access_token={token}&state={Query}", bearer);
            await SendAsync("GET", $"/timether/api/v1/time_entries?api_token={token}", bearer);
            await SendAsync("POST", "/timether/api/v1/clients", bearer, Json("name", Body));
            await SendAsync("GET", $"/timedash/assignments?key={token}", basic);
            await SendAsync("POST", "/timedash/contacts", basic, Json("name", Body));
            await SendAsync("GET", $"/timespace/time_entry/en/rest?limit=10&freetext={Query}&timespace_api_key={token}", cookie);
            await SendAsync("GET", $"/operator/workspaces?key={token}", bearer);
        }

        await MakeKeysAsync();
    }

    /// <summary>Requests that fail: not understood, too large, broken off, unknown, forbidden.</summary>
    public async Task FailAsync()
    {
        var bearer = ("Authorization", $"Bearer {Installation.OwnerToken}");
        foreach (var path in new[] { $"{Installation.Timing}/time-entries", "/timether/api/v1/clients", "/timely/1.1/1/clients", "/operator/users", "/timely/1.1/oauth/token" })
        {
            await SendAsync("POST", path, bearer, $"{{\"title\":\"{Body}");
            await SendAsync("POST", path, bearer, $"[\"{Body}\"]");
            await SendAsync("POST", path, bearer, Body, "text/plain");
            await SendAsync("POST", path, bearer, $"{{\"{Body}\":\"{Body}\",\"start_date\":\"{Body}\",\"name\":{{\"a\":\"{Body}\"}}}}");
            await SendAsync("POST", path, bearer, Json("title", string.Concat(Enumerable.Repeat(Body, 60_000))));
            await SendAsync("DELETE", $"{path}?q={Query}", bearer);
        }

        await SendAsync("GET", $"/nothing?q={Query}", bearer);
        await SendAsync("GET", $"{Installation.Timing}/nothing?q={Query}", bearer);
        await SendAsync("GET", "/timedash/assignments", ("Authorization", $"Basic {Wrong}"));
        await SendAsync("GET", "/timespace/time_entry/en/rest", ("Cookie", $"timespace_api_key={Uri.EscapeDataString(Wrong)}; timespace_api_key=another-one"));
        await SendAsync("GET", $"{Installation.Timing}/time-entries", ("Authorization", $"Digest username=\"{Wrong}\""));
        await SendAsync("POST", $"{Installation.Timing}/projects", bearer, Json("title", Body), idempotencyKey: Known.Note("idempotency key", "marked-idempotency-key"));
        await SendAsync("POST", $"{Installation.Timing}/projects", bearer, Json("title", "other"), idempotencyKey: "marked-idempotency-key");
    }

    /// <summary>An application, consent, a code, tokens, a refresh, and all of it wrong.</summary>
    public async Task AuthorizeAsync()
    {
        var bearer = ("Authorization", $"Bearer {Installation.OwnerToken}");
        var made = JsonNode.Parse((await SendAsync(
            "POST", $"/timely/1.1/{_workspace}/oauth_applications", bearer,
            new JsonObject { ["oauth_application"] = new JsonObject { ["name"] = "Sync", ["redirect_uri"] = Redirect } }.ToJsonString())).Body)!;
        var (uid, secret) = ((string)made["uid"]!, Known.Note("client secret", (string)made["secret"]!));
        var state = Known.Note("state", "marked-state-of-a-client");
        var page = (await SendAsync("GET", $"/timely/1.1/oauth/authorize?response_type=code&client_id={uid}&redirect_uri={Uri.EscapeDataString(Redirect)}&state={state}", null)).Body;
        var fields = Hidden().Matches(page).ToDictionary(match => WebUtility.HtmlDecode(match.Groups[1].Value), match => WebUtility.HtmlDecode(match.Groups[2].Value));
        fields["decision"] = "allow";
        await SendFormAsync("/timely/1.1/oauth/authorize", [.. fields, new("token", Wrong)]);
        page = (await SendAsync("GET", $"/timely/1.1/oauth/authorize?response_type=code&client_id={uid}&redirect_uri={Uri.EscapeDataString(Redirect)}&state={state}", null)).Body;
        fields = Hidden().Matches(page).ToDictionary(match => WebUtility.HtmlDecode(match.Groups[1].Value), match => WebUtility.HtmlDecode(match.Groups[2].Value));
        fields["decision"] = "allow";
        var (_, _, location) = await SendFormAsync("/timely/1.1/oauth/authorize", [.. fields, new("token", Installation.OwnerToken)]);
        var code = Known.Note("authorization code", Regex.Match(location!, "[?&]code=([^&]+)").Groups[1].Value);
        KeyValuePair<string, string>[] client = [new("client_id", uid), new("client_secret", secret), new("redirect_uri", Redirect)];
        await SendFormAsync("/timely/1.1/oauth/token", [.. client, new("grant_type", "authorization_code"), new("code", Wrong)]);
        var tokens = await GrantAsync([.. client, new("grant_type", "authorization_code"), new("code", code)]);
        tokens = await GrantAsync([.. client, new("grant_type", "refresh_token"), new("refresh_token", tokens.Refresh)]);
        await SendFormAsync("/timely/1.1/oauth/token", [.. client, new("grant_type", "refresh_token"), new("refresh_token", Wrong)]);
        await SendFormAsync($"/timely/1.1/oauth/token?client_secret={secret}", [new("grant_type", "password"), new("client_secret", Wrong)]);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("GET", "/timely/1.1/accounts", ("Authorization", $"Bearer {tokens.Access}"))).Status);
        await SendAsync("GET", $"/timely/1.1/oauth/token/info?access_token={tokens.Access}", ("Authorization", $"Bearer {tokens.Access}"));
        await SendFormAsync("/timely/1.1/oauth/revoke", [.. client, new("token", tokens.Access)]);
    }

    /// <summary>Webhooks whose addresses hold secrets: one that takes what comes, one that refuses, one that is not there.</summary>
    public async Task ListenAsync()
    {
        var bearer = ("Authorization", $"Bearer {Installation.OwnerToken}");
        var path = Known.Note("secret in a listener's path", "marked-path-of-a-listener");
        var query = Known.Note("secret in a listener's query", "marked-query-of-a-listener");
        _listener.Status = hook => hook.Path.StartsWith("/refuses", StringComparison.Ordinal) ? 500 : 200;
        foreach (var url in new[] { _listener.Url($"/takes/{path}?k={query}"), _listener.Url($"/refuses/{path}?k={query}"), $"http://127.0.0.1:1024/{path}?k={query}" })
        {
            var made = await SendAsync("POST", "/timether/api/v1/webhooks", bearer, Json("url", url));
            Assert.True(made.Status == HttpStatusCode.Created, made.Body);
            Known.Note("webhook secret", (string)JsonNode.Parse(made.Body)!["secret"]!);
        }

        await SendAsync("POST", "/timether/api/v1/webhooks", bearer, Json("url", $"ftp://user:{Wrong}@127.0.0.1/{path}"));
        await SendAsync("POST", "/timether/api/v1/clients", bearer, Json("name", $"{Body} for listeners"));
        await Eventually.IsAsync(() => _listener.Received.Any(hook => hook.Path.StartsWith("/takes", StringComparison.Ordinal))
            && _listener.Received.Count(hook => hook.Path.StartsWith("/refuses", StringComparison.Ordinal)) > 1);
        foreach (var hook in _listener.Received)
        {
            Known.Note("signature", hook.Headers["webhook-signature"]);
        }
    }

    /// <summary>Imports that succeed and that are refused.</summary>
    public async Task ImportAsync()
    {
        var key = ("Authorization", $"Bearer {Installation.OperatorKey}");
        var file = $"start,end,title\n2024-05-15T09:00:00Z,2024-05-15T10:00:00Z,{Body}\n{Body},{Body},{Body}\n";
        var import = await SendAsync("POST", $"/operator/imports?workspace_id={_workspace}&format=csv", key, file, "text/csv");
        Assert.Equal(HttpStatusCode.OK, import.Status);
        await SendAsync("POST", $"/operator/imports?workspace_id={_workspace}&format=toggl-csv", key, file, "text/csv");
        await SendAsync("POST", $"/operator/imports?workspace_id={_workspace}&format={Query}", key, file, "text/csv");
    }

    private async Task MakeKeysAsync()
    {
        var bearer = ("Authorization", $"Bearer {Installation.OwnerToken}");
        var made = await SendAsync("POST", "/timether/api/v1/api_tokens", bearer, Json("name", "Script"));
        Assert.True(made.Status == HttpStatusCode.Created, made.Body);
        Known.Note("API token", (string)JsonNode.Parse(made.Body)!["token"]!);
        made = await SendAsync(
            "POST", "/timedash/api_keys", ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Installation.OwnerToken + ":"))}"), Json("name", "Script"));
        Assert.Equal(HttpStatusCode.OK, made.Status);
        Known.Note("API key", (string)JsonNode.Parse(made.Body)!["key"]!);
    }

    private async Task<(string Access, string Refresh)> GrantAsync(KeyValuePair<string, string>[] fields)
    {
        var (status, body, _) = await SendFormAsync("/timely/1.1/oauth/token", fields);
        Assert.Equal(HttpStatusCode.OK, status);
        var tokens = JsonNode.Parse(body)!;
        return (Known.Note("access token", (string)tokens["access_token"]!), Known.Note("refresh token", (string)tokens["refresh_token"]!));
    }

    private async Task<(HttpStatusCode Status, string Body, string? Location)> SendFormAsync(string path, KeyValuePair<string, string>[] fields)
    {
        using var response = await _http.PostAsync(path, new FormUrlEncodedContent(fields));
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(
        string method, string path, (string Name, string Value)? header, string? body = null, string type = "application/json", string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        foreach (var (name, value) in new[] { header ?? ("Accept", "*/*"), ("Idempotency-Key", idempotencyKey ?? ""), ("X-Workspace-Id", _workspace) })
        {
            if (value.Length > 0)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Json(string name, string value) => new JsonObject { [name] = value }.ToJsonString();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();
}

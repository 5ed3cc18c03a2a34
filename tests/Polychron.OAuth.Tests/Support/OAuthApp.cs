using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Polychron.Dialects;
using Polychron.Dialects.Gate;
using Polychron.EmbeddedHost.Hosting;
using Polychron.OAuth.Functions;
using Polychron.Storage.Hosting;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.OAuth.Tests.Support;

/// <summary>The functions in the real host over a world's store, and a client that keeps cookies and follows nothing.</summary>
internal sealed class OAuthApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _folder;

    private OAuthApp(IHost host, string folder, OAuthWorld world)
    {
        (_host, _folder, World) = (host, folder, world);
        Address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = NewClient();
    }

    public OAuthWorld World { get; }

    public string Address { get; }

    public HttpClient Client { get; }

    public static async Task<OAuthApp> StartAsync(bool isRateLimited = false)
    {
        var world = await OAuthWorld.CreateAsync();
        var folder = Directory.CreateTempSubdirectory("polychron-oauth-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "host.json"), """{"version":"2.0","extensions":{"http":{"routePrefix":""}}}""");
        var builder = new FunctionsApplicationBuilder(["--urls", "http://127.0.0.1:0", $"--Polychron:RateLimits:Enabled={isRateLimited}"], new EmbeddedHostSettings
        {
            ContentRoot = folder,
            FunctionClasses = [typeof(AuthorizeFunctions), typeof(TokenFunctions), typeof(ApplicationFunctions), typeof(ApplicationPageFunctions)],
        });
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<DialectMiddleware>();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(world.Time);
        builder.Services.AddSingleton<IClock, TimeProviderClock>();
        builder.Services.AddSingleton<IRandomSource, SystemRandomSource>();
        builder.Services.AddSingleton<IAuthenticator, Authenticator>();
        builder.Services.AddSingleton<ITableStore>(world.Store);
        builder.Services.AddPolychronLogs();
        builder.Services.AddPolychronDialects(builder.Configuration);
        builder.Services.AddPolychronOAuth();
        var host = builder.Build();
        await host.StartAsync();
        return new OAuthApp(host, folder, world);
    }

    /// <summary>Another browser.</summary>
    public HttpClient NewClient() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Address) };

    public static string AuthorizeUrl(params (string Name, string? Value)[] parameters) =>
        "/timely/1.1/oauth/authorize?" + Encode(parameters);

    public static (string, string?)[] Request(OAuthWorld.Client client, string? state = "xyz", string? challenge = null) =>
    [
        ("response_type", "code"),
        ("client_id", client.Application.Uid),
        ("redirect_uri", client.Application.RedirectUris[0]),
        ("state", state),
        ("code_challenge", challenge),
        ("code_challenge_method", challenge is null ? null : "S256"),
    ];

    /// <summary>The fields of the form on a page that are not shown.</summary>
    public static Dictionary<string, string> HiddenFields(string page) =>
        Regex.Matches(page, "<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")
            .ToDictionary(match => WebUtility.HtmlDecode(match.Groups[1].Value), match => WebUtility.HtmlDecode(match.Groups[2].Value));

    /// <summary>Opens the consent page and sends its form.</summary>
    public async Task<HttpResponseMessage> DecideAsync(OAuthWorld.Client client, string? token, string decision = "allow", string? challenge = null, string? state = "xyz")
    {
        var page = await Client.GetStringAsync(AuthorizeUrl(Request(client, state, challenge)));
        return await SendFormAsync(page, token, decision);
    }

    public Task<HttpResponseMessage> SendFormAsync(string page, string? token, string decision = "allow", HttpClient? browser = null)
    {
        var fields = HiddenFields(page);
        fields["token"] = token ?? "";
        fields["decision"] = decision;
        return (browser ?? Client).PostAsync("/timely/1.1/oauth/authorize", new FormUrlEncodedContent(fields));
    }

    public async Task<string> CodeAsync(OAuthWorld.Client client, string? challenge = null)
    {
        using var response = await DecideAsync(client, World.ManagerToken, challenge: challenge);
        return Query(response.Headers.Location!)["code"];
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string, string?)[] parameters) =>
        Client.PostAsync(path, new StringContent(Encode(parameters), Encoding.UTF8, "application/x-www-form-urlencoded"));

    public Task<HttpResponseMessage> TokenAsync(params (string, string?)[] parameters) => PostAsync("/timely/1.1/oauth/token", parameters);

    public static (string, string?)[] Exchange(OAuthWorld.Client client, string code, string? verifier = null) =>
    [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", client.Application.RedirectUris[0]),
        ("client_id", client.Application.Uid),
        ("client_secret", client.Secret),
        ("code_verifier", verifier),
    ];

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await Client.SendAsync(request);
    }

    public static Dictionary<string, string> Query(Uri location) =>
        location.OriginalString[(location.OriginalString.IndexOf('?') + 1)..].Split('&')
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync());

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Encode((string Name, string? Value)[] parameters) => string.Join(
        '&',
        parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
}

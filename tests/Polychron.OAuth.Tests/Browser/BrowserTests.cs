using Microsoft.Playwright;
using Polychron.OAuth.Tests.Support;

namespace Polychron.OAuth.Tests.Browser;

/// <summary>The pages in a real browser with JavaScript off.</summary>
public sealed class BrowserTests
{
    [SkippableFact]
    public async Task A_user_agrees_by_keyboard_and_the_client_gets_a_working_token()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var app = await OAuthApp.StartAsync();
        using var site = new ClientSite();
        var client = await app.World.RegisterAsync(name: "Clock <b>Sync</b>", uris: site.Callback);
        var (page, requests, complaints) = await chromium.OpenAsync();
        await page.GotoAsync(app.Address + OAuthApp.AuthorizeUrl(OAuthApp.Request(client, "s & t", OAuthWorld.Challenge)));

        await page.GetByRole(AriaRole.Heading, new() { Name = "Allow access?" }).WaitForAsync();
        Assert.Equal("Allow access? - Polychron", await page.TitleAsync());
        Assert.Contains("Clock <b>Sync</b> asks for access", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        // The focus begins in the token's field and goes on to Allow and Deny, and the style is not blocked.
        Assert.Equal("token", await page.Locator(":focus").GetAttributeAsync("id"));
        Assert.Equal(1, await page.GetByLabel("Your API token").CountAsync());
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Allow", await page.Locator(":focus").InnerTextAsync());
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Deny", await page.Locator(":focus").InnerTextAsync());
        Assert.Equal("576px", await page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).maxWidth"));

        await page.GetByLabel("Your API token").FillAsync("mistyped");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Alert).WaitForAsync();

        // Enter sends a form only once its buttons are there.
        await page.WaitForLoadStateAsync();
        Assert.Equal("", await page.GetByLabel("Your API token").InputValueAsync());

        await page.GetByLabel("Your API token").FillAsync(app.World.ManagerToken);
        await page.GetByLabel("Your API token").PressAsync("Enter");
        await page.WaitForURLAsync(url => url.StartsWith(site.Callback, StringComparison.Ordinal));
        var query = OAuthApp.Query(new Uri(page.Url));
        Assert.Equal("s & t", query["state"]);
        using var response = await app.TokenAsync(OAuthApp.Exchange(client, query["code"], OAuthWorld.Verifier));
        Assert.True(await app.World.LetsInAsync((await OAuthApp.JsonAsync(response)).GetProperty("access_token").GetString()!));
        Assert.All(requests, url => Assert.True(url.StartsWith(app.Address, StringComparison.Ordinal) || url.StartsWith(site.Callback, StringComparison.Ordinal), url));
        Assert.Empty(complaints);
    }

    [SkippableFact]
    public async Task A_user_denies_without_a_token()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var app = await OAuthApp.StartAsync();
        using var site = new ClientSite();
        var client = await app.World.RegisterAsync(uris: site.Callback);
        var (page, _, complaints) = await chromium.OpenAsync();
        await page.GotoAsync(app.Address + OAuthApp.AuthorizeUrl(OAuthApp.Request(client)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();
        await page.WaitForURLAsync(url => url.StartsWith(site.Callback, StringComparison.Ordinal));

        Assert.Equal("access_denied", OAuthApp.Query(new Uri(page.Url))["error"]);
        Assert.Empty(complaints);
    }

    [SkippableFact]
    public async Task Script_in_a_name_does_not_run_though_the_browser_would()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var app = await OAuthApp.StartAsync();
        using var site = new ClientSite();
        var client = await app.World.RegisterAsync(name: "<img src=x onerror=alert(1)><script>alert(2)</script>", uris: site.Callback);
        var (page, requests, complaints) = await chromium.OpenAsync(hasJavaScript: true);
        await page.GotoAsync(app.Address + OAuthApp.AuthorizeUrl(OAuthApp.Request(client, "\"><script>alert(3)</script>")));

        Assert.Contains("<script>alert(2)</script>", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("script, img").CountAsync());
        Assert.Single(requests);
        Assert.Empty(complaints);
    }

    [SkippableFact]
    public async Task An_administrator_registers_and_deletes_an_application()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var app = await OAuthApp.StartAsync();
        var (page, requests, complaints) = await chromium.OpenAsync();
        await page.GotoAsync($"{app.Address}/timely/{app.World.AccountId}/oauth_applications");
        await page.GetByLabel("Your API token").FillAsync(app.World.OwnerToken);
        await page.GetByLabel("Name, as users see it").FillAsync("Sync");
        await page.GetByLabel("Redirect URIs, one on a line").FillAsync("https://a.example/cb\nhttps://a.example/other");
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();

        var uid = await page.Locator("#uid").InnerTextAsync();
        var secret = await page.Locator("#secret").InnerTextAsync();
        var application = await app.World.First.Directory.FindApplicationAsync(uid);
        Assert.Equal(["https://a.example/cb", "https://a.example/other"], application!.RedirectUris.ToArray());
        Assert.Equal(UseCases.OAuth.OAuthSecrets.Hash(secret), application.SecretHash);

        await page.GetByLabel("Your API token").FillAsync(app.World.OwnerToken);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Sync" }).ClickAsync();
        await page.GetByText("There are none.").WaitForAsync();
        Assert.Equal(0, await page.Locator("#secret").CountAsync());
        Assert.All(requests, url => Assert.StartsWith(app.Address, url, StringComparison.Ordinal));
        Assert.Empty(complaints);
    }
}

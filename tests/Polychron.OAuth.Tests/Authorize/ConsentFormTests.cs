using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Polychron.OAuth.Pages;
using Polychron.OAuth.Tests.Support;
using Polychron.Storage.UserDirectory;

namespace Polychron.OAuth.Tests.Authorize;

public sealed class ConsentFormTests
{
    [Fact]
    public async Task The_pages_policy_allows_its_own_style_and_where_its_form_leads()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        using var response = await app.Client.GetAsync(OAuthApp.AuthorizeUrl(OAuthApp.Request(client)));
        var page = await response.Content.ReadAsStringAsync();
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var style = Regex.Match(page, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;

        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'self' https://client.example; frame-ancestors 'none'",
            policy);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.DoesNotMatch("<script| (src|href|style|on[a-z]+)=", page);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_robot_user_cannot_agree()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var page = await app.Client.GetStringAsync(OAuthApp.AuthorizeUrl(OAuthApp.Request(client)));
        using var answer = await app.SendFormAsync(page, await app.World.AddRobotKeyAsync());
        Assert.NotEqual(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("This API token was not accepted", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_wrote_stays_text()
    {
        const string Nasty = "\"><script>alert(1)</script><a href='//evil.example'>&amp;";
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync(name: Nasty);
        var url = OAuthApp.AuthorizeUrl([.. OAuthApp.Request(client, Nasty + "\r\n\0"), (Nasty, Nasty), ("scope", Nasty)]);
        var page = await app.Client.GetStringAsync(url);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", page, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode("&amp;"), page, StringComparison.Ordinal);
        var fields = OAuthApp.HiddenFields(page);
        Assert.Equal(Nasty, fields["scope"]);
        Assert.DoesNotContain(Nasty, fields.Keys);
        using var answer = await app.SendFormAsync(page, app.World.ManagerToken);
        Assert.Equal(Nasty + "\r\n\0", OAuthApp.Query(answer.Headers.Location!)["state"]);
    }

    [Fact]
    public async Task A_form_is_good_once_in_its_browser_for_ten_minutes_and_for_what_it_shows()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var other = await app.World.RegisterAsync(name: "Other");
        var url = OAuthApp.AuthorizeUrl(OAuthApp.Request(client));
        var page = await app.Client.GetStringAsync(url);

        using var stranger = app.NewClient();
        await Repeats(app.SendFormAsync(page, app.World.ManagerToken, browser: stranger));
        await stranger.GetStringAsync(url);
        await Repeats(app.SendFormAsync(page, app.World.ManagerToken, browser: stranger));
        await Repeats(app.SendFormAsync(page.Replace(client.Application.Uid, other.Application.Uid, StringComparison.Ordinal), app.World.ManagerToken));
        await Repeats(app.SendFormAsync(page.Replace("value=\"xyz\"", "value=\"other\"", StringComparison.Ordinal), app.World.ManagerToken));
        var value = OAuthApp.HiddenFields(page)["form"];
        foreach (var forged in new[] { "", "x", new string('A', value.Length), new string('*', value.Length), value[..^1] + "B", value[..^1] + (value[^1] == 'A' ? 'B' : 'A'), (value[0] == 'A' ? 'B' : 'A') + value[1..] })
        {
            await Repeats(app.SendFormAsync(page.Replace(value, forged, StringComparison.Ordinal), app.World.ManagerToken));
        }

        using var good = await app.SendFormAsync(page, app.World.ManagerToken);
        Assert.Equal(303, (int)good.StatusCode);
        await Repeats(app.SendFormAsync(page, app.World.ManagerToken));

        var late = await app.Client.GetStringAsync(url);
        app.World.Time.Advance(PageForms.Lifetime.ToTimeSpan());
        await Repeats(app.SendFormAsync(late, app.World.ManagerToken));
    }

    [Fact]
    public async Task Two_pages_that_are_open_at_once_can_both_be_sent()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var first = await app.Client.GetStringAsync(OAuthApp.AuthorizeUrl(OAuthApp.Request(client, "1")));
        var second = await app.Client.GetStringAsync(OAuthApp.AuthorizeUrl(OAuthApp.Request(client, "2")));

        foreach (var (page, state) in new[] { (second, "2"), (first, "1") })
        {
            using var response = await app.SendFormAsync(page, app.World.ManagerToken);
            Assert.Equal(state, OAuthApp.Query(response.Headers.Location!)["state"]);
        }
    }

    [Fact]
    public async Task Guessing_tokens_is_slowed_down()
    {
        await using var app = await OAuthApp.StartAsync(isRateLimited: true);
        var client = await app.World.RegisterAsync();
        var page = await app.Client.GetStringAsync(OAuthApp.AuthorizeUrl(OAuthApp.Request(client)));
        HttpResponseMessage? last = null;
        for (var i = 0; i < 60; i++)
        {
            last?.Dispose();
            last = await app.SendFormAsync(page, $"guess-number-{i}");
        }

        using (last)
        {
            Assert.Equal(429, (int)last!.StatusCode);
            Assert.Equal("text/html", last.Content.Headers.ContentType!.MediaType);
            Assert.NotNull(last.Headers.RetryAfter);
        }
    }

    [Fact]
    public async Task Of_one_form_that_is_sent_several_times_at_once_one_counts()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var page = await app.Client.GetStringAsync(OAuthApp.AuthorizeUrl(OAuthApp.Request(client)));
        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.SendFormAsync(page, app.World.ManagerToken)));

        Assert.Single(responses, response => (int)response.StatusCode == 303);
    }

    [Fact]
    public async Task A_wrong_token_is_refused_and_never_shown_again()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var issued = await app.World.ExchangeAsync(client, await app.World.GrantAsync(client));
        var page = await app.Client.GetStringAsync(OAuthApp.AuthorizeUrl(OAuthApp.Request(client)));

        // The last is good, but an application's: it must not agree in its user's place.
        foreach (var token in new[] { "", "wrong-token-of-somebody", new string('x', 5000), issued.AccessToken })
        {
            using var response = await app.SendFormAsync(page, token);
            page = await response.Content.ReadAsStringAsync();
            Assert.Equal(403, (int)response.StatusCode);
            Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
            Assert.True(token.Length == 0 || !page.Contains(token, StringComparison.Ordinal));
        }

        using var good = await app.SendFormAsync(page, $"  {app.World.ManagerToken}\n");
        Assert.Equal(303, (int)good.StatusCode);
    }

    [Fact]
    public async Task All_instances_sign_alike_and_forget_forms_that_are_too_old_anyway()
    {
        var world = await OAuthWorld.CreateAsync();
        var stores = Enumerable.Range(0, 4).Select(_ => new TableFormStore(world.Store, world.Random, world.Clock)).ToList();
        var keys = await Task.WhenAll(stores.Select(store => Task.Run(async () => Convert.ToHexString((await store.GetKeyAsync()).Span))));
        Assert.Single(keys.Distinct());
        Assert.Equal(64, keys[0].Length);

        var end = world.Clock.GetCurrentInstant() + PageForms.Lifetime;
        var used = await Task.WhenAll(stores.Select(store => Task.Run(() => store.TryUseAsync("abc", end))));
        Assert.Single(used, isFirst => isFirst);
        Assert.True(await stores[0].TryUseAsync("def", end));

        world.Time.Advance(PageForms.Lifetime.ToTimeSpan() + TimeSpan.FromSeconds(1));
        Assert.True(await stores[1].TryUseAsync("ghi", world.Clock.GetCurrentInstant() + PageForms.Lifetime));
        var rows = await world.Store.QueryAsync(new("directory", "forms", "", "~"));
        Assert.Equal(2, rows.Rows.Count);
    }

    private static async Task Repeats(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Null(response.Headers.Location);
        Assert.Contains("Please decide again.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

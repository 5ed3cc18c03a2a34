using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects;
using Polychron.EmbeddedHost.Tests.Support;
using Polychron.Operator.Site;

namespace Polychron.EmbeddedHost.Tests.Site;

public sealed class LandingTests
{
    private static readonly DialectDescription Clocky = new(
        "Clocky <&> Co", "/clocky/v1", "-H \"Authorization: Bearer $TOKEN\"", new Uri("https://docs.example/clocky?a=1&b=\"2\""), "/projects");

    private static readonly DialectDescription Plain = new("Plain", "/plain", "-u \"$TOKEN:\"");

    [Fact]
    public async Task It_names_the_dialects_and_how_to_call_them_at_the_callers_address()
    {
        await using var app = await Start(Clocky, Plain);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "time.example:8443";
        using var response = await app.Client.SendAsync(request);
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("Clocky &lt;&amp;&gt; Co", page, StringComparison.Ordinal);
        Assert.Contains("<code>/clocky/v1</code>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://docs.example/clocky?a=1&amp;b=%222%22\"", page, StringComparison.Ordinal);
        Assert.Contains("curl &#x27;http://time.example:8443/healthz&#x27;\n", page, StringComparison.Ordinal);
        Assert.Contains("curl -H &quot;Authorization: Bearer $TOKEN&quot; &#x27;http://time.example:8443/clocky/v1/projects&#x27;\n", page, StringComparison.Ordinal);
        Assert.Contains("curl -u &quot;$TOKEN:&quot; &#x27;http://time.example:8443/plain&#x27;\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<&>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_policy_allows_its_own_style_and_nothing_else()
    {
        await using var app = await Start(Clocky);
        using var response = await app.Client.GetAsync("/");
        var page = await response.Content.ReadAsStringAsync();
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        var style = Regex.Match(page, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(" (src|style|on[a-z]+)=", page);
        Assert.True(page.Length < 8000);
    }

    [Fact]
    public void A_hostile_host_neither_leaves_the_markup_nor_the_shells_quotes()
    {
        var page = LandingPage.Render([Plain], "http://x'$(reboot)'<script>");

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("curl &#x27;http://x&#x27;\\&#x27;&#x27;$(reboot)&#x27;\\&#x27;&#x27;&lt;script&gt;/healthz&#x27;\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_to_the_web_only()
    {
        var page = LandingPage.Render([Plain with { DocumentationUrl = new Uri("javascript:alert(1)") }], "http://x");

        Assert.DoesNotContain("javascript:", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_without_dialects_says_so() =>
        Assert.Contains("This build speaks none.", LandingPage.Render([], "http://x"), StringComparison.Ordinal);

    private static Task<TestApp> Start(params DialectDescription[] dialects) => TestApp.Start([typeof(LandingFunction)], builder =>
    {
        foreach (var dialect in dialects)
        {
            builder.Services.AddSingleton(dialect);
        }
    });
}

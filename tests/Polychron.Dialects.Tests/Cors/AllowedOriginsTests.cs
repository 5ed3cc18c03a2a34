using Polychron.Dialects.Cors;

namespace Polychron.Dialects.Tests.Cors;

public class AllowedOriginsTests
{
    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("http://localhost:5173")]
    [InlineData("http://127.0.0.1:8080 https://xn--bcher-kva.example")]
    public void Origins_as_browsers_write_them_are_taken_and_no_others_have_access(string text)
    {
        var origins = AllowedOrigins.Parse(text);

        Assert.False(origins.IsAll);
        Assert.False(origins.IsNone);
        Assert.All(text.Split(' '), origin => Assert.True(origins.Has(origin)));
        Assert.All(["null", "", "https://evil.example", "http://app.example.com", "https://app.example.com.evil.example"], origin => Assert.False(origins.Has(origin)));
    }

    [Theory]
    [InlineData("https://app.example.com/")]
    [InlineData("https://App.example.com")]
    [InlineData("https://app.example.com:443")]
    [InlineData("https://b\u00fccher.example")]
    [InlineData("https://user@app.example.com")]
    [InlineData("app.example.com")]
    [InlineData("ftp://app.example.com")]
    [InlineData("null")]
    [InlineData("* https://app.example.com")]
    [InlineData("https://*.example.com")]
    [InlineData("https://a.example.com,https://b.example.com")]
    public void What_would_never_match_is_refused(string text) => Assert.Throws<FormatException>(() => AllowedOrigins.Parse(text));

    [Fact]
    public void A_star_is_everyone() => Assert.True(AllowedOrigins.Parse("*") is { IsAll: true } all && all.Has("https://anything.example"));
}

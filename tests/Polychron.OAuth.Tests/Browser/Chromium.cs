using Microsoft.Playwright;

namespace Polychron.OAuth.Tests.Browser;

/// <summary>A headless Chromium, if there is one: Debian's, or the one that CHROMIUM_PATH names.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } named ? named : "/usr/bin/chromium";
        Skip.IfNot(File.Exists(path), $"There is no Chromium at {path}; install Debian's chromium, or set CHROMIUM_PATH.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments, Timeout = 60_000 });
        return new Chromium(playwright, browser);
    }

    /// <summary>A page of a fresh profile without JavaScript that notes what it loads and what the console says.</summary>
    public async Task<(IPage Page, List<string> Requests, List<string> Complaints)> OpenAsync(bool hasJavaScript = false)
    {
        var context = await _browser.NewContextAsync(new() { JavaScriptEnabled = hasJavaScript });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        List<string> requests = [];
        List<string> complaints = [];
        page.Request += (_, request) => requests.Add(request.Url);
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += (_, dialog) => complaints.Add($"dialog: {dialog.Message}");
        page.Console += (_, message) =>
        {
            // A page that is answered with 403 is noted as an error of loading, which is no complaint about the page.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        return (page, requests, complaints);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

using System.Text;
using Polychron.Testing.Server;
using Polychron.Testing.Telemetry;

namespace Polychron.EndToEnd.Tests.Telemetry;

/// <summary>No secret, token or body is in anything that a server writes or exports, however much it is told to log.</summary>
public class LeakTests
{
    [Fact]
    public async Task No_secret_of_a_whole_run_is_in_the_servers_output_or_export()
    {
        using var collector = new OtlpReceiver();
        using var listener = new HookReceiver();
        await using var installation = await Installation.CreateAsync(
            [
                .. OtlpTests.To(collector),
                ("Logging__LogLevel__Default", "Trace"),
                ("Logging__LogLevel__Microsoft", "Trace"),
                ("Logging__LogLevel__System", "Trace"),
                ("Polychron__Webhooks__AllowHttp", "true"),
                ("Polychron__Webhooks__AllowLoopback", "true"),
                ("Polychron__Webhooks__Schedule", "00:00:00 00:00:00.1 00:00:00.1"),
            ]);
        using var run = new SecretRun(installation, listener);
        await run.SpeakAsync();
        await run.AuthorizeAsync();
        await run.ListenAsync();
        await run.ImportAsync();
        await run.FailAsync();

        // A path is in the log on purpose: this one shows that what is looked through is the whole of it.
        const string Planted = "planted-in-a-path";
        using (var owner = installation.Owner())
        {
            await owner.GetAsync($"{Installation.Timing}/{Planted}");
        }

        await Eventually.IsAsync(() => collector.Text("/v1/logs").Contains(Planted, StringComparison.Ordinal));
        installation.Server.Kill();
        foreach (var text in new[] { installation.Output, collector.Text() })
        {
            Assert.Empty(run.Known.FindIn(text));
            Assert.Contains(Planted, text, StringComparison.Ordinal);
        }

        // All of it was logged that could be: each dialect, the framework's own lines, what went wrong.
        Assert.All(
            ["TimingStartTimer", "TimelyListAccounts", "Timether", "Timedash", "Timespace", "OAuthToken", "OperatorImports", "trce: ", "dbug: Microsoft.AspNetCore"],
            word => Assert.Contains(word, installation.Output, StringComparison.Ordinal));
        Assert.All(["/v1/logs", "/v1/traces", "/v1/metrics"], signal => Assert.NotEmpty(collector.Text(signal)));
    }

    [Fact]
    public void A_leak_is_found_in_whatever_form_it_is()
    {
        var secrets = new Secrets();
        var secret = secrets.Note("it", "a secret: ä+b/c=d");
        var bytes = Encoding.UTF8.GetBytes(secret);

        Assert.Empty(secrets.FindIn("a line that has none of it, not even a secret: ä+b"));
        Assert.All(
            [
                secret,
                secret.ToUpperInvariant(),
                $"GET /x?token={Uri.EscapeDataString(secret)} 200",
                System.Text.Json.JsonSerializer.Serialize(secret),
                Convert.ToHexStringLower(bytes),
                .. new[] { "", "x", "xy", "user:" }.Select(before => Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret + ":password"))),
                Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_').TrimEnd('='),
            ],
            text => Assert.NotEmpty(secrets.FindIn($"before {text} after")));
    }
}

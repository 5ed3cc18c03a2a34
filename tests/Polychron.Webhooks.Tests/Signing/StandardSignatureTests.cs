using System.Diagnostics;
using System.Text;
using System.Text.Json;
using NodaTime;
using Polychron.Domain.Webhooks;
using Polychron.Testing.Azurite;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Signing;

namespace Polychron.Webhooks.Tests.Signing;

public sealed class StandardSignatureTests
{
    private static readonly SystemRandomSource Bits = new();

    /// <summary>The example of the Standard Webhooks specification's libraries.</summary>
    [Fact]
    public void The_published_example_has_its_published_signature()
    {
        var headers = StandardSignature.Headers(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.FromUnixTimeSeconds(1614265330),
            "{\"test\": 2432232314}"u8,
            [new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]).ToDictionary();
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", headers["webhook-signature"]);
        Assert.Equal("1614265330", headers["webhook-timestamp"]);
        Assert.Equal("msg_p5jXN8AQM9LWM0D4loKWxJek", headers["webhook-id"]);
    }

    [SkippableFact]
    public async Task The_official_verifier_takes_our_signatures_and_no_others()
    {
        var absence = await NodeModules.EnsureAsync(
            NodeModules.PathOf("node_modules/standardwebhooks/package.json"), "the verifier of Standard Webhooks");
        Skip.If(absence is not null, absence);
        var now = SystemClock.Instance.GetCurrentInstant();
        var (ours, other, chosen) = (WebhookSecrets.New(Bits), WebhookSecrets.New(Bits), WebhookSecrets.Chosen("a token of Timely's"));
        var rotated = WebhookSecrets.Rotate([ours], other, now, Duration.FromHours(1));
        const string body = """{"type":"entry.created","data":{"title":"Ünïcode ☂"}}""";
        var answers = await VerifyAsync(
            Case(ours, [ours], now, body),
            Case(chosen, [chosen], now, body),
            Case(ours, rotated, now, body),
            Case(other, rotated, now, body),
            Case(other, [ours], now, body),
            Case(ours, [ours], now - Duration.FromMinutes(10), body),
            Case(ours, [ours], now, body, sent: body.Replace("created", "deleted", StringComparison.Ordinal)));
        Assert.Equal(["ok", "ok", "ok", "ok"], answers[..4]);
        Assert.All(answers[4..], answer => Assert.NotEqual("ok", answer));
        Assert.Equal(3, answers[4..].Length);
    }

    private static string Case(SigningSecret verifies, IEnumerable<SigningSecret> signs, Instant at, string body, string? sent = null)
    {
        var text = verifies.Reveal();
        return JsonSerializer.Serialize(new
        {
            secret = text,
            format = text.StartsWith(WebhookSecrets.Prefix, StringComparison.Ordinal) ? null : "raw",
            headers = StandardSignature.Headers("msg_7_12_3", at, Encoding.UTF8.GetBytes(body), signs).ToDictionary(),
            body = sent ?? body,
        });
    }

    private static async Task<string[]> VerifyAsync(params string[] cases)
    {
        using var node = System.Diagnostics.Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Signing", "verify.cjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["NODE_PATH"] = NodeModules.Packages },
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        foreach (var line in cases)
        {
            await node.StandardInput.WriteLineAsync(line);
        }

        node.StandardInput.Close();
        var answers = (await node.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await node.WaitForExitAsync();
        return answers;
    }
}

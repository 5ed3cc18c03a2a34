using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Polychron.EndToEnd.Tests.Access;

public partial class SecretTests
{
    [Fact]
    public async Task No_secret_that_was_shown_or_made_is_in_the_servers_output()
    {
        await using var installation = await Installation.CreateAsync(("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Information"));
        var mia = await installation.AddMemberAsync("Mia Member", "member");
        const string wrongToken = "pcn_0000000000000000000000000000000000000000000000000000000000000bad";
        const string wrongKey = "not-the-operator-key-at-all";
        const string title = "confidential title of an entry";
        var start = new JsonObject { ["title"] = title, ["start_date"] = "confidential date" };
        var paths = new[] { "time-entries", $"report?search_query={Uri.EscapeDataString(title)}", "time-entries/start", "nothing/at/all" };
        foreach (var token in new[] { Installation.OwnerToken, mia.Token, wrongToken, wrongKey, Installation.OperatorKey })
        {
            using var client = installation.Server.Client(token);
            foreach (var path in paths)
            {
                await client.GetAsync($"{Installation.Timing}/{path}");
                await client.PostAsync($"{Installation.Timing}/{path}", start.DeepClone());
            }

            await client.GetAsync("/operator/workspaces");
            await client.PostAsync("/operator/users", new JsonObject { ["email"] = "confidential@example.com" });
        }

        using (var client = installation.Server.Client(mia.Token))
        {
            (await client.PostAsync($"{Installation.Timing}/time-entries/start", new JsonObject { ["title"] = title })).Expect(HttpStatusCode.Created);
        }

        // Its last lines are written before it has ended.
        installation.Server.Kill();
        var output = installation.Output;

        // The run is in the log, and none of its secrets are.
        Assert.Contains("TimingStartTimer", output, StringComparison.Ordinal);
        Assert.All(
            [Installation.OwnerToken, mia.Token, wrongToken, wrongKey, Installation.OperatorKey, "confidential", "Bearer "],
            secret => Assert.DoesNotContain(secret, output, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_token_that_the_first_start_makes_is_shown_once_and_works()
    {
        await using var installation = await Installation.CreateAsync(("Polychron__Bootstrap__Token", null));
        var token = Assert.Single(Token().Matches(installation.Output)).Value;
        using (var owner = installation.Server.Client(token))
        {
            (await owner.GetAsync($"{Installation.Timing}/time-entries")).Expect(HttpStatusCode.OK);
        }

        installation.Server.Kill();
        await installation.StartAsync();

        Assert.Single(Token().Matches(installation.Output));
        using var again = installation.Server.Client(token);
        (await again.GetAsync($"{Installation.Timing}/time-entries")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_an_operator_key_there_is_no_operator_api()
    {
        await using var installation = await Installation.CreateAsync(("Polychron__OperatorKey", null));
        using var stranger = installation.Server.Client(Installation.OperatorKey);

        (await stranger.GetAsync("/operator/workspaces")).Expect(HttpStatusCode.NotFound);
    }

    [GeneratedRegex("pcn_[0-9a-f]{64}")]
    private static partial Regex Token();
}

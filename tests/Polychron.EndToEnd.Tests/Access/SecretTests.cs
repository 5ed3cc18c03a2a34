using System.Net;
using System.Text.RegularExpressions;

namespace Polychron.EndToEnd.Tests.Access;

public partial class SecretTests
{
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

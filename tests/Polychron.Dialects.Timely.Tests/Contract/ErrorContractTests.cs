using System.Net.Http.Headers;
using System.Text;
using Polychron.Dialects.Timely.Tests.Support;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>Refusals have one form, whatever refused.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class ErrorContractTests(TimelyApp app)
{
    private const string Json = "application/json; charset=utf-8";

    [Fact]
    public async Task Every_reply_has_the_documented_content_type()
    {
        var world = await World.CreateAsync(app);
        var client = await world.AddClientAsync();
        Answer[] answers =
        [
            await world.Api.Get("/accounts"), await world.Api.Get("~/clients"), await world.Api.Get($"~/clients/{client}"),
            await world.Api.Post("~/labels", """{"name":"x"}"""), await world.Api.Post("~/labels", "{}"), await world.Api.Get("~/nothing"),
            await new Api(app, "wrong", world.WorkspaceId).Get("~/clients"), await world.Api.Send("HEAD", "~/clients"),
        ];
        Assert.All(answers, answer => Assert.Equal(Json, answer.ContentType));
    }

    [Fact]
    public async Task A_complaint_follows_the_name_of_its_field_as_documented()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Get("~/events?filter=x&sort=y")).Is(422, """{"errors":{"filter":["is invalid"],"sort":["is invalid"]}}""");
        (await world.Api.Post("~/clients", """{"client":{"name":7,"active":"perhaps"}}""")).Is(422, """
            {"errors":{"name":["must be text"],"active":["must be true or false"]}}
            """);
        (await world.Api.Post("~/events", """{"event":{"day":"soon","hours":1,"label_ids":["x"]}}""")).Is(422, """
            {"errors":{"day":["is invalid"],"label_ids":["must be a whole number"]}}
            """);
    }

    [Fact]
    public async Task Media_types_sizes_and_methods()
    {
        var world = await World.CreateAsync(app);
        using var text = new StringContent("name=x", Encoding.UTF8, new MediaTypeHeaderValue("text/plain"));
        AssertMessage(await world.Api.Send("POST", "~/clients", text), 415);
        using var large = new StringContent($$"""{"name":"{{new string('x', 1_100_000)}}"}""", Encoding.UTF8, "application/json");
        AssertMessage(await world.Api.Send("POST", "~/clients", large), 413);
        AssertMessage(await world.Api.Post("~/clients", "[]"), 400);
        AssertMessage(await world.Api.Post("~/clients", """{"name":"""), 400);
        var wrongMethod = await world.Api.Send("PATCH", "~/clients");
        AssertMessage(wrongMethod, 405);
        Assert.Equal("GET, HEAD, POST", wrongMethod.Header("Allow"));
        AssertMessage(await world.Api.Get("~/nothing"), 404);
        AssertMessage(await world.Api.Get("//timely/assets/avatars/x"), 404);
        AssertMessage(await world.Api.Get("//timely/assets/logos/x"), 404);
    }

    [Fact]
    public async Task Rate_limits()
    {
        var limited = TimelyApp.Limited();
        await limited.InitializeAsync();
        try
        {
            var world = await World.CreateAsync(limited);
            Answer answer;
            var count = 0;
            do
            {
                answer = await world.Api.Get("~/roles");
                count++;
            }
            while (answer.Status == System.Net.HttpStatusCode.OK && count < 1_000);
            AssertMessage(answer, 429);
            Assert.Equal(301, count);
            Assert.NotNull(answer.Header("Retry-After"));
        }
        finally
        {
            await limited.DisposeAsync();
        }
    }

    [Fact]
    public async Task Hostile_pictures_stay_pictures()
    {
        using var answer = await app.Http.GetAsync(new Api(app, null).Url(
            $"//timely/assets/avatars/{new string('a', 64)}?i=%3Cscript%3E%22%27&s=999999"));
        var svg = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.Contains("width=\"400\"", svg, StringComparison.Ordinal);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private static void AssertMessage(Answer answer, int status)
    {
        answer.Is(status);
        Assert.Equal(Json, answer.ContentType);
        Assert.NotNull(answer.Json["errors"]!["message"]);
    }
}

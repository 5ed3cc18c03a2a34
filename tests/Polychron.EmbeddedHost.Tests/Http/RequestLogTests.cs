using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Tests.Support;

namespace Polychron.EmbeddedHost.Tests.Http;

public sealed class LoggedFunctions
{
    [Function("Logged")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "logged/{*rest}")] HttpRequest request, string? rest, FunctionContext context) =>
        Results.Text(context.InvocationId, statusCode: rest == "missing" ? 404 : 200);
}

public sealed class RequestLogTests
{
    private const string Category = "Polychron.Requests";

    [Theory]
    [InlineData("/nowhere?q=secret-search&token=secret-token", @"^GET /nowhere 404 \d+\.\d ms, no function$")]
    [InlineData("/no%20where/x%0A%0DERROR%20forged%1B[2J", @"^GET /no%20where/x%0A%0DERROR%20forged%1B\[?(%5B)?2J 404 \d+\.\d ms, no function$")]
    public async Task A_request_that_no_function_answers_is_one_line_without_query_and_headers(string path, string pattern)
    {
        await using var app = await TestApp.Start([typeof(LoggedFunctions)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Authorization", "Bearer secret-bearer");
        request.Headers.Add("Cookie", "session=secret-cookie");
        using var response = await app.Client.SendAsync(request);

        await Eventually.Holds(() => app.Log.Of(Category).Any(), "the line");
        var line = Assert.Single(app.Log.Of(Category));
        Assert.Equal(LogLevel.Information, line.Level);
        Assert.Matches(pattern, line.Text);
        Assert.DoesNotContain(line.Text, char.IsControl);
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Text.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_of_functions_are_the_apps_own()
    {
        await using var app = await TestApp.Start([typeof(LoggedFunctions)]);
        using var response = await app.Client.GetAsync("/logged/x");
        await app.Stop();

        Assert.Empty(app.Log.Of(Category));
    }

    [Fact]
    public async Task A_long_path_is_cut()
    {
        await using var app = await TestApp.Start([typeof(LoggedFunctions)]);
        using var response = await app.Client.GetAsync("/nowhere/" + new string('a', 3000));

        await Eventually.Holds(() => app.Log.Of(Category).Any(), "the line");
        Assert.InRange(Assert.Single(app.Log.Of(Category)).Text.Length, 512, 640);
    }

    [Fact]
    public async Task The_line_can_be_turned_off()
    {
        await using var app = await TestApp.Start([typeof(LoggedFunctions)], args: "--Logging:LogLevel:Polychron.Requests=Warning");
        using var unmatched = await app.Client.GetAsync("/nowhere");
        await app.Stop();

        Assert.Empty(app.Log.Of(Category));
    }

    [Fact]
    public async Task Ids_are_unique_and_counted_from_a_random_beginning()
    {
        await using var app = await TestApp.Start([typeof(LoggedFunctions)]);
        var ids = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            ids.Add(await app.Client.GetStringAsync("/logged/x"));
        }

        Assert.Equal(50, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(4, Guid.Parse(id).Version));
    }
}

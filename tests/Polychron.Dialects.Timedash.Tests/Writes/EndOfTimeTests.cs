using Polychron.Dialects.Timedash.Tests.Support;

namespace Polychron.Dialects.Timedash.Tests.Writes;

/// <summary>Starts to which a duration cannot be added.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class EndOfTimeTests(TimedashApp app)
{
    [Theory]
    [InlineData("POST", """{ "timestamp": "9999-12-31T23:00:00Z", "duration": 864000, "agreement": {0} }""")]
    [InlineData("PUT", """{ "timestamp": "9999-12-31T23:59:59Z" }""")]
    public async Task A_start_at_the_end_of_time_is_refused(string method, string body)
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        var path = method == "POST" ? "/assignments" : $"/assignments/{await world.AddAssignmentAsync(agreement)}";

        (await world.Api.Send(method, path, body.Replace("{0}", $"{agreement}", StringComparison.Ordinal))).IsError(400, "timestamp");
    }
}

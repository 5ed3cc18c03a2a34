using Polychron.Dialects.Timing.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timing.Tests.Entries;

/// <summary>is_running together with the other filters of the list.</summary>
[Collection(TimingAppTests.Name)]
public sealed class RunningFilterTests(TimingApp app)
{
    [Fact]
    public async Task It_combines_with_every_other_filter()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var project = (await world.Api.Post("/projects", """{ "title": "P" }""")).Self;
        await world.Api.Post("/time-entries", """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z", "title": "done" }""");
        var theirs = (await member.Api.Post("/time-entries/start", """{ "title": "their timer" }""")).Self;
        app.Time.Advance(TimeSpan.FromMinutes(1));
        var own = (await world.Api.Post("/time-entries/start", """{ "title": "my timer", "project": "P", "billing_status": "billable" }""")).Self;
        async Task<string> Listed(string query)
        {
            var list = (await world.Api.Get($"/time-entries?{query}")).Is(200);
            Assert.All(list.Items, item => Assert.Equal(query.Contains("is_running=1", StringComparison.Ordinal), item["is_running"]!.GetValue<bool>()));
            return string.Join(' ', list.Items.Select(item => item.Text("self"))) + $" of {list.Json["meta"]!.Number("total")}";
        }

        Assert.Equal($"{own} of 1", await Listed("is_running=1"));
        Assert.Equal($"{own} {theirs} of 2", await Listed("is_running=1&include_team_members=1"));
        Assert.Equal($"{theirs} of 2", await Listed("is_running=1&include_team_members=1&per_page=1&page=2"));
        Assert.Equal($"{theirs} of 1", await Listed($"is_running=1&include_team_members=1&team_members[]={member.Self}"));
        Assert.Equal($"{own} of 1", await Listed("is_running=1&search_query=timer"));
        Assert.Equal(" of 0", await Listed("is_running=1&search_query=done"));
        Assert.Equal($"{own} of 1", await Listed($"is_running=1&projects[]={project}"));
        Assert.Equal(" of 0", await Listed("is_running=1&projects[]="));
        Assert.Equal(" of 0", await Listed("is_running=1&billing_status[]=paid"));
        Assert.Equal($"{own} of 1", await Listed("is_running=1&start_date_min=2024-01-01"));
        Assert.Equal(" of 0", await Listed("is_running=1&start_date_max=2023-12-31"));
        Assert.Equal(" of 0", await Listed("is_running=1&start_date_min=2150-01-01"));
        Assert.EndsWith(" of 1", await Listed("is_running=0"), StringComparison.Ordinal);
        Assert.Equal(2, (await world.Api.Get("/time-entries")).Items.Length);
    }
}

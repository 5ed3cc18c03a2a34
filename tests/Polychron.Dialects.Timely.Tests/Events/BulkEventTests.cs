using Polychron.Dialects.Timely.Tests.Support;
using static Polychron.Dialects.Timely.Tests.Support.EventWorld;

namespace Polychron.Dialects.Timely.Tests.Events;

/// <summary>Bulk: what is good is done, what is not is reported by its place, in one write.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class BulkEventTests(TimelyApp app)
{
    private const string Good = """{"day":"2024-02-28","hours":1,"minutes":0}""";

    [Fact]
    public async Task The_good_are_done_and_the_bad_reported()
    {
        var world = await World.CreateAsync(app);
        var (manager, employee) = await world.AddStaffAsync();
        var project = await world.AddProjectForAsync("", world.Owner, manager, employee);
        var closed = await world.AddProjectForAsync("", employee);
        var mine = (await manager.Api.AddEventAsync()).Number("id");
        var hidden = (await employee.Api.AddEventAsync($", \"project_id\":{closed}")).Number("id");
        var gone = (await manager.Api.AddEventAsync()).Number("id");
        var answer = (await manager.Api.Post("~/bulk/events", $$"""
            {"create":[{{Good}},{"hours":1},7,{"day":"2024-02-28","hours":1,"project_id":{{closed}} },{"event":{{Good}} },{"day":"2024-02-28","hours":1,"user_id":{{employee.Id}} }],
             "update":[{"id":{{mine}},"note":"updated"},{"id":{{hidden}},"note":"x"},{"note":"x"},{"id":"x"},{"id":{{mine}},"from":"x"},{"id":{{gone}},"billed":true}],
             "delete":[{{gone}},{{hidden}},{{gone}},"x",{},null,9223372036854775807,-1]}
            """)).Is(200);
        var created = answer.Json["created_ids"]!.AsArray();
        Assert.Equal(3, created.Count);
        answer.Is(200, $$"""
            { "deleted_ids": [{{gone}}], "created_ids": {{created.ToJsonString()}}, "updated_ids": [{{mine}},{{gone}}],
              "errors": {
                "create": [{ "index": 1, "errors": { "day": ["can't be blank"] } }, { "index": 2, "errors": { "event": ["is invalid"] } },
                  { "index": 3, "errors": { "project_id": ["is invalid"] } }],
                "update": [{ "index": 1, "id": {{hidden}}, "errors": { "message": "Not Found" } }, { "index": 2, "errors": { "id": ["can't be blank"] } },
                  { "index": 3, "errors": { "id": ["must be a whole number"] } },
                  { "index": 4, "id": {{mine}}, "errors": { "from": ["{{Complaint(answer)}}"] } }],
                "delete": [{ "index": 1, "id": {{hidden}}, "errors": { "message": "Not Found" } }, { "index": 2, "id": {{gone}}, "errors": { "message": "Not Found" } },
                  { "index": 3, "errors": { "id": ["is invalid"] } }, { "index": 4, "errors": { "id": ["is invalid"] } }, { "index": 5, "errors": { "id": ["is invalid"] } },
                  { "index": 6, "id": 9223372036854775807, "errors": { "message": "Not Found" } }, { "index": 7, "id": -1, "errors": { "message": "Not Found" } }] } }
            """);
        Assert.Equal("updated", (await manager.Api.Get($"~/events/{mine}")).Json.Text("note"));
        Assert.Equal("", (await employee.Api.Get($"~/events/{hidden}")).Json.Text("note"));
        Assert.Equal(employee.Id, (await manager.Api.Get($"~/events/{created[2]}")).Is(200).Json["user"]!.Number("id"));
        Assert.Equal(project, (await manager.Api.Get($"~/events/{created[1]}")).Is(200).Json["project"]!.Number("id"));

        static string Complaint(Answer answer) => answer.Json["errors"]!["update"]![3]!["errors"]!["from"]![0]!.GetValue<string>();
    }

    [Fact]
    public async Task A_hundred_and_no_more()
    {
        var world = await World.CreateAsync(app);
        await world.AddProjectForAsync("", world.Owner);
        var made = (await world.Api.Post("~/bulk/events", Many("create", 100, _ => Good))).Is(200).Json["created_ids"]!.AsArray();
        Assert.Equal(100, made.Select(id => id!.GetValue<long>()).Distinct().Count());
        (await world.Api.Post("~/bulk/events", Many("create", 101, _ => Good))).IsInvalid("create");
        (await world.Api.Post("~/bulk/events", Many("delete", 101, i => $"{i + 1}"))).IsInvalid("delete");
        (await world.Api.Post("~/bulk/events", Many("update", 101, i => $$"""{"id":{{i}} }"""))).IsInvalid("update");
        foreach (var body in new[] { "{}", """{"event":{}}""", """{"create":null,"delete":null}""", """{"create":{}}""", """{"delete":"all"}""", """{"delete":5}""" })
        {
            (await world.Api.Post("~/bulk/events", body)).Is(422);
        }

        (await world.Api.Post("~/bulk/events", "[]")).Is(400);
        foreach (var none in new[] { """{"create":[]}""", """{"create":[],"update":[],"delete":[]}""" })
        {
            (await world.Api.Post("~/bulk/events", none)).Is(200, """
                { "deleted_ids": [], "created_ids": [], "updated_ids": [], "errors": { "create": [], "update": [] } }
                """);
        }

        Assert.Equal(100, (await world.Api.IdsAsync("~/events?per_page=1000")).Length);
    }

    [Fact]
    public async Task An_item_may_be_wrapped_as_an_event_or_as_an_hour()
    {
        var world = await World.CreateAsync(app);
        await world.AddProjectForAsync("", world.Owner);
        var made = (await world.Api.Post("~/bulk/hours", $$"""{"create":[{"hour":{{Good}} },{"event":{{Good}} },{{Good}}]}""")).Is(200).Json;
        Assert.Equal(3, made["created_ids"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_repeated_bulk_with_a_key_is_done_once()
    {
        var world = await World.CreateAsync(app);
        await world.AddProjectForAsync("", world.Owner);
        var api = world.Api.With(("Idempotency-Key", "bulk"));
        var first = (await api.Post("~/bulk/events", Many("create", 5, _ => Good))).Is(200);
        (await api.Post("~/bulk/events", Many("create", 5, _ => Good))).Is(200, first.Body);
        Assert.Equal(5, (await world.Api.IdsAsync("~/events")).Length);
    }

    internal static string Many(string what, int count, Func<int, string> item) =>
        $$"""{"{{what}}":[{{string.Join(",", Enumerable.Range(0, count).Select(item))}}]}""";
}

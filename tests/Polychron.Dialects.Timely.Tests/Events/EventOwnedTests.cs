using System.Text.Json.Nodes;
using Polychron.Dialects.Timely.Tests.Support;

namespace Polychron.Dialects.Timely.Tests.Events;

/// <summary>Every field of an event and of a stored entry, sent in the body of every write: only what the document lets a body set is set.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class EventOwnedTests(TimelyApp app)
{
    private static readonly string[] Settable =
    [
        "day", "hours", "minutes", "seconds", "estimated_hours", "estimated_minutes", "estimated_seconds", "estimated", "note", "from", "to",
        "label_ids", "project_id", "user_id", "external_id", "billed", "billable", "hour_rate",
    ];

    private static readonly string[] Stored =
    [
        "account_id", "version", "is_running", "title", "notes", "internal_hour_rate", "workspace_id", "custom_fields", "__proto__", "id",
    ];

    private static readonly JsonNode?[] Values =
    [
        7, -1, "2001-01-01T00:00:00Z", "x", true, null, new JsonArray(1), new JsonObject { ["id"] = 7, ["total_seconds"] = 9 },
    ];

    [Fact]
    public async Task No_other_field_is_set_by_an_update()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        var id = (await world.Api.AddEventAsync()).Number("id");
        var before = (await world.Api.Get($"~/events/{id}")).Is(200);
        var owned = before.Json.AsObject().Select(field => field.Key).Concat(Stored).Except(Settable).Distinct().ToList();
        Assert.InRange(owned.Count, 35, 60);
        foreach (var path in new[] { $"~/events/{id}", $"~/projects/{project}/events/{id}", $"~/users/{world.Owner.Id}/events/{id}", "~/bulk/events" })
        {
            foreach (var field in owned.Where(field => field != "id" || !path.Contains("bulk", StringComparison.Ordinal)))
            {
                foreach (var value in Values)
                {
                    var fields = new JsonObject { [field] = value?.DeepClone() };
                    if (path.StartsWith("~/bulk", StringComparison.Ordinal))
                    {
                        fields["id"] = id;
                        var done = (await world.Api.Post(path, new JsonObject { ["update"] = new JsonArray(fields) }.ToJsonString())).Is(200).Json;
                        Assert.Equal($"[{id}]", done["updated_ids"]!.ToJsonString());
                        (await world.Api.Get($"~/events/{id}")).Is(200, before.Body);
                    }
                    else
                    {
                        (await world.Api.Put(path, new JsonObject { ["event"] = fields }.ToJsonString())).Is(200, before.Body);
                    }
                }
            }
        }
    }

    [Fact]
    public async Task No_other_field_is_set_by_a_creation()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        var plain = (await world.Api.AddEventAsync()).AsObject();
        foreach (var field in plain.Select(field => field.Key).Concat(Stored).Except(Settable).Distinct().ToList())
        {
            foreach (var path in new[] { "~/events", $"~/projects/{project}/events", $"~/users/{world.Owner.Id}/events" })
            {
                foreach (var value in Values)
                {
                    var body = new JsonObject { ["day"] = "2024-02-28", ["hours"] = 2, ["minutes"] = 0, [field] = value?.DeepClone() };
                    var made = (await world.Api.Post(path, body.ToJsonString())).Is(201).Json.AsObject();
                    foreach (var (name, expected) in plain)
                    {
                        if (name is not ("id" or "uid" or "project"))
                        {
                            Assert.True(JsonNode.DeepEquals(expected, made[name]), $"{field} set {name} to {made[name]?.ToJsonString()}");
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Garbage_in_any_field_is_never_an_error_of_the_server()
    {
        var world = await World.CreateAsync(app);
        await world.AddProjectForAsync("", world.Owner);
        var id = (await world.Api.AddEventAsync()).Number("id");
        JsonNode?[] values =
        [
            null, true, -1, 0, 1e300, 9_223_372_036_854_775_807, 0.333, "", " ", "\u0000", new string('x', 100_000), new JsonArray(),
            new JsonArray(1, null, "x"), new JsonArray(new JsonObject()), new JsonObject(), "1899-12-31", "2200-01-01", "9999-12-31T23:59:59Z",
            "0001-01-01T00:00:00Z", "2024-02-28", "+", "\ud83d\ude00",
        ];
        foreach (var field in Settable.Append("event").Append("hour").Append("create").Append("update").Append("delete"))
        {
            foreach (var value in values)
            {
                foreach (var (method, path) in new[] { ("PUT", $"~/events/{id}"), ("POST", "~/events"), ("POST", "~/bulk/events") })
                {
                    var body = new JsonObject { ["day"] = "2024-02-28", ["hours"] = 1 };
                    body[field] = value?.DeepClone();
                    var answer = await world.Api.Send(method, path, path.Contains("bulk", StringComparison.Ordinal)
                        ? new JsonObject { ["create"] = new JsonArray(body), [field == "delete" ? "delete" : "update"] = value?.DeepClone() }.ToJsonString()
                        : body.ToJsonString());
                    Assert.True((int)answer.Status is 200 or 201 or 400 or 404 or 422, $"{method} {path} {field} got {(int)answer.Status}: {answer.Body}");
                }
            }
        }
    }
}

using System.Text.Json.Nodes;
using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Tests.Access;

/// <summary>Every field of every reply, sent in a body: only those the document lets a body set change anything.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class ServerOwnedTests(TimelyApp app)
{
    /// <summary>What is written, and which fields a body sets.</summary>
    public static TheoryData<string, string[]> Writes => new()
    {
        { "clients", ["name", "active", "external_id"] },
        { "labels", ["name", "emoji", "parent_id", "active"] },
        { "teams", ["name", "color", "emoji", "external_id", "users"] },
        {
            "users",
            [
                "name", "role_id", "user_level", "admin", "external_id", "weekly_capacity", "internal_hour_rate", "default_hour_rate",
                "hide_hourly_rate",
            ]
        },
        {
            "projects",
            [
                "name", "active", "color", "client_id", "users", "billable", "budget", "budget_type", "hour_rate", "rate_type",
                "external_id", "budget_recurrence", "required_notes", "required_labels", "labels", "enable_labels", "invoice_by_budget",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task No_other_field_is_set_by_a_body(string resource, string[] settable)
    {
        var world = await World.CreateAsync(app);
        var id = resource switch
        {
            "users" => (await world.AddAsync(Role.Manager)).Id,
            "projects" => await world.AddProjectAsync(),
            _ => (await world.Api.Post($"~/{resource}", """{"name":"n"}""")).Json.Number("id"),
        };
        var path = $"~/{resource}/{id}";
        var before = (await world.Api.Put(path, "{}")).Is(200);
        var owned = before.Json.AsObject().Select(field => field.Key).Except(settable)
            .Concat(["creator_id", "account_id", "created_at", "updated_at", "id", "version", "deleted", "__proto__"])
            .Distinct().ToList();
        Assert.NotEmpty(owned);
        foreach (var field in owned)
        {
            foreach (var value in new JsonNode?[] { 7, "2001-01-01T00:00:00Z", true, null, new JsonArray(1), new JsonObject { ["id"] = 7 } })
            {
                var wrapper = resource[..^1];
                foreach (var body in new[] { new JsonObject { [field] = value?.DeepClone() }, new() { [wrapper] = new JsonObject { [field] = value?.DeepClone() } } })
                {
                    (await world.Api.Put(path, body.ToJsonString())).Is(200, before.Body);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Garbage_in_any_field_is_never_an_error_of_the_server(string resource, string[] settable)
    {
        var world = await World.CreateAsync(app);
        var id = resource switch
        {
            "users" => (await world.AddAsync(Role.Manager)).Id,
            "projects" => await world.AddProjectAsync(),
            _ => (await world.Api.Post($"~/{resource}", """{"name":"n"}""")).Json.Number("id"),
        };
        JsonNode?[] values =
        [
            null, true, -1, 0, 1e300, 9_223_372_036_854_775_807, 0.333, "", " ", "\u0000", new string('x', 100_000), new JsonArray(),
            new JsonArray(1, null, "x"), new JsonArray(new JsonObject()), new JsonObject(), new JsonObject { ["recur"] = "week", ["start_date"] = "x" },
            new JsonArray(new JsonObject { ["user_id"] = -1, ["label_id"] = "x", ["hour_rate"] = "NaN" }),
        ];
        foreach (var field in settable.Concat(["projects", "update_existing_hours", "update_unbilled_only", "email", "add_to_all_projects"]))
        {
            foreach (var value in values)
            {
                var answer = await world.Api.Put($"~/{resource}/{id}", new JsonObject { [field] = value?.DeepClone() }.ToJsonString());
                Assert.True((int)answer.Status is 200 or 400 or 403 or 422, $"{field}={value?.ToJsonString()[..Math.Min(40, value.ToJsonString().Length)]} got {(int)answer.Status}: {answer.Body}");
            }
        }
    }
}

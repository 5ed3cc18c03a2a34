using Polychron.Dialects.Timespace.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timespace.Tests.Contract;

/// <summary>"Single Records": create from a template, all fields, a new version, marked deleted.</summary>
[Collection(TimespaceAppTests.Name)]
public sealed class RecordContractTests(TimespaceApp app)
{
    [Fact]
    public async Task A_record_is_made_of_a_template_and_has_all_its_fields()
    {
        var world = await World.CreateAsync(app);
        var client = await world.AddRecordAsync("client", """{"name":"Acme Inc."}""");
        var project = await world.AddRecordAsync("project", $$"""{"title":"Site","client":"{{client}}"}""");
        var label = await world.AddRecordAsync("label", """{"name":"Design"}""");
        var created = await world.Api.Post($"/time_entry.{world.Cloud}/en/rest", $$"""
            {"title":"Meeting","notes":"two\nlines","start":"2024-02-28T09:00:00Z","end":"2024-02-28T11:30:00+01:00",
             "project":"{{project}}","labels":["{{label}}"],"billing_status":"billable","external_id":"X1","unknown":1}
            """);
        var id = created.Is(201).Json.Text("id");
        var now = $"{app.Now.ToDateTimeUtc():yyyy-MM-ddTHH:mm:ss.ffffff}+00:00";
        var expected = $$"""
            {
              "id": "{{id}}", "type": "time_entry", "type_label": "Time entry", "display_name": "Meeting",
              "cloud": "{{world.CloudId}}", "cloud_name": "Acme", "version": 1, "is_deleted": false,
              "created_at": "{{now}}", "updated_at": "{{now}}",
              "title": "Meeting", "notes": "two\nlines",
              "start": "2024-02-28T09:00:00.000000+00:00", "end": "2024-02-28T10:30:00.000000+00:00",
              "duration_seconds": 5400, "is_running": false,
              "user": "{{world.Id(world.Owner)}}", "user_name": "Ada Owner",
              "project": "{{project}}", "project_title": "Site", "labels": ["{{label}}"],
              "billing_status": "billable", "external_id": "X1",
              "created_by": "{{world.Id(world.Owner)}}", "updated_by": "{{world.Id(world.Owner)}}"
            }
            """;
        created.Is(201, expected);
        var shown = await world.Api.Get($"/{id}/en/rest");
        shown.Is(200, expected);
        Assert.Equal(created.ETag, shown.ETag);
    }

    [Fact]
    public async Task A_patch_makes_a_new_version_of_the_fields_that_it_has()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddEntryAsync("Meeting");
        var changed = (await world.Api.Patch($"/{id}/en/rest", """{"notes":"minutes"}""")).Is(200).Json;
        Assert.Equal(2, changed.Number("version"));
        Assert.Equal("Meeting", changed.Text("title"));
        Assert.Equal("minutes", changed.Text("notes"));

        // What changes nothing is no version.
        Assert.Equal(2, (await world.Api.Patch($"/{id}/en/rest", """{"notes":"minutes"}""")).Is(200).Json.Number("version"));
        Assert.Null((await world.Api.Patch($"/{id}/en/rest", """{"title":null}""")).Is(200).Json["title"]);
    }

    [Fact]
    public async Task A_record_that_is_sent_back_as_it_came_is_no_version()
    {
        var world = await World.CreateAsync(app);
        var colleague = world.Id(await world.AddAsync(Role.Member));
        var client = await world.AddRecordAsync("client", """{"name":"C","external_id":"x"}""");
        var label = await world.AddRecordAsync("label", """{"name":"L"}""");
        var people = $"\"people\":[\"{world.Id(world.Owner)}\",\"{colleague}\"]";
        var project = await world.AddRecordAsync("project", $$"""{"title":"P","notes":"n","client":"{{client}}",{{people}}}""");
        var entry = await world.AddRecordAsync(
            "time_entry",
            $$"""{"title":"T","start":"2024-02-28T09:00:00Z","end":"2024-02-28T10:00:00Z","project":"{{project}}","labels":["{{label}}"]}""");
        var team = await world.AddRecordAsync("team", $$"""{"name":"T",{{people}}}""");
        var (robot, _, _) = await world.AddRobotAsync();
        foreach (var id in new[] { client, label, project, entry, team, colleague, robot })
        {
            var shown = (await world.Api.Get($"/{id}/en/rest")).Is(200).Body;
            (await world.Api.Patch($"/{id}/en/rest", shown)).Is(200, shown);
        }
    }

    [Fact]
    public async Task Delete_marks_a_record_deleted_and_it_is_not_found_any_more()
    {
        var world = await World.CreateAsync(app);
        foreach (var (type, body) in Bodies)
        {
            var id = await world.AddRecordAsync(type, body);
            (await world.Api.Delete($"/{id}/en/rest")).Is(200, $$"""{"id":"{{id}}","is_deleted":true}""");
            (await world.Api.Get($"/{id}/en/rest")).IsRefused(404, "not_found");
            (await world.Api.Delete($"/{id}/en/rest")).IsRefused(404, "not_found");
        }
    }

    [Fact]
    public async Task Every_type_is_made_shown_changed_and_listed()
    {
        var world = await World.CreateAsync(app);
        foreach (var (type, body) in Bodies)
        {
            var id = await world.AddRecordAsync(type, body);
            var record = (await world.Api.Get($"/{id}/en/rest")).Is(200).Json;
            Assert.Equal(type, record.Text("type"));
            var field = record["title"] is null ? "name" : "title";
            if (type != "person")
            {
                var changed = (await world.Api.Patch($"/{id}/en/rest", $$"""{"{{field}}":"Changed"}""")).Is(200).Json;
                Assert.Equal("Changed", changed.Text("display_name"));
            }

            var listed = (await world.Api.Get($"/{type}/en/rest?limit=10")).Is(200).Json.AsArray();
            Assert.Contains(listed, one => one!.Text("id") == id);
        }
    }

    [Fact]
    public async Task A_condition_on_a_version_that_is_past_refuses_the_write()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddEntryAsync("Meeting");
        var etag = (await world.Api.Get($"/{id}/en/rest")).ETag!;
        (await world.Api.With(("If-Match", etag)).Patch($"/{id}/en/rest", """{"title":"A"}""")).Is(200);
        (await world.Api.With(("If-Match", etag)).Patch($"/{id}/en/rest", """{"title":"B"}""")).IsRefused(412, "precondition_failed");
        (await world.Api.With(("If-Match", etag)).Delete($"/{id}/en/rest")).IsRefused(412, "precondition_failed");
        Assert.Equal("A", (await world.Api.Get($"/{id}/en/rest")).Json.Text("title"));
    }

    [Fact]
    public async Task A_repeated_request_with_a_key_makes_one_record()
    {
        var world = await World.CreateAsync(app);
        var api = world.Api.With(("Idempotency-Key", "once"));
        var first = (await api.Post($"/client.{world.Cloud}/en/rest", """{"name":"A"}""")).Is(201);
        var second = (await api.Post($"/client.{world.Cloud}/en/rest", """{"name":"A"}""")).Is(201);
        Assert.Equal(first.Body, second.Body);
        Assert.Single((await world.Api.Get("/client/en/rest?limit=10")).Json.AsArray());
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_the_fields_keys()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Post($"/time_entry.{world.Cloud}/en/rest", "{}")).IsInvalid("start", "end");
        (await world.Api.Post($"/client.{world.Cloud}/en/rest", """{"name":""}""")).IsInvalid("name");
        (await world.Api.Post($"/client.{world.Cloud}/en/rest", """{"name":null}""")).Is(422);
        (await world.Api.Post($"/time_entry.{world.Cloud}/en/rest",
            """{"start":"yesterday","end":"2024-02-28T10:00:00Z","billing_status":"gone","project":"x","labels":["y"],"title":1}"""))
            .IsInvalid("start", "billing_status", "project", "labels.0", "title");
        (await world.Api.Post($"/client.{world.Cloud}/en/rest", "[]")).IsRefused(400, "bad_request");
        (await world.Api.Post($"/client.{world.Cloud}/en/rest")).IsRefused(400, "bad_request");
        (await world.Api.Put($"/{world.CloudId}/en/rest", "{}")).IsRefused(405, "method_not_allowed");
        (await world.Api.Patch($"/{world.CloudId}/en/rest", """{"name":"Mine"}""")).IsRefused(403, "forbidden");
    }

    [Fact]
    public async Task What_may_not_be_empty_is_not_emptied()
    {
        var world = await World.CreateAsync(app);
        var person = await world.AddRecordAsync("person", $$"""{"name":"P","email":"{{Guid.CreateVersion7()}}@example.com","role":"manager"}""");
        var (robot, _, _) = await world.AddRobotAsync("write");
        (await world.Api.Patch($"/{person}/en/rest", """{"role":null}""")).IsInvalid("role");
        (await world.Api.Patch($"/{robot}/en/rest", """{"permission":null}""")).IsInvalid("permission");
        (await world.Api.Post(
            $"/person.{world.Cloud}/en/rest", $$"""{"name":"P","email":"{{Guid.CreateVersion7()}}@example.com","role":null}""")).IsInvalid("role");
        Assert.Equal("manager", (await world.Api.Get($"/{person}/en/rest")).Is(200).Json.Text("role"));
        Assert.Equal("write", (await world.Api.Get($"/{robot}/en/rest")).Is(200).Json.Text("permission"));

        // What may be, is by null and by a text that is empty.
        var project = await world.AddRecordAsync("project", """{"title":"P","billing_status":"billable"}""");
        foreach (var empty in new[] { "null", "\"\"" })
        {
            (await world.Api.Patch($"/{project}/en/rest", """{"billing_status":"not_billable"}""")).Is(200);
            Assert.Null((await world.Api.Patch($"/{project}/en/rest", $$"""{"billing_status":{{empty}}}""")).Is(200).Json["billing_status"]);
        }
    }

    private static (string Type, string Body)[] Bodies =>
    [
        ("time_entry", """{"title":"T","start":"2024-02-28T09:00:00Z","end":"2024-02-28T10:00:00Z"}"""),
        ("project", """{"title":"P","notes":"n","color":"#112233","billing_status":"billable","archived":false}"""),
        ("client", """{"name":"C"}"""),
        ("label", """{"name":"L"}"""),
        ("team", """{"name":"T","people":[]}"""),
        ("person", $$"""{"name":"P","email":"{{Guid.CreateVersion7()}}@example.com","role":"manager"}"""),
        ("robot_user", """{"name":"R","permission":"read"}"""),
    ];
}

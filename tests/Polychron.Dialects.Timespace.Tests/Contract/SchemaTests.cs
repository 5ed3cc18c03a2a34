using System.Text.Json.Nodes;
using Polychron.Dialects.Timespace.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timespace.Tests.Contract;

/// <summary>"List the editable field schema in a format compatible with Zapier".</summary>
[Collection(TimespaceAppTests.Name)]
public sealed class SchemaTests(TimespaceApp app)
{
    [Fact]
    public async Task The_editable_schema_is_in_zapiers_form()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddRecordAsync("project", """{"title":"Site"}""");
        var schema = (await world.Api.Get($"/time_entry.{world.Cloud}/en/rest?schema=editable")).Is(200).Json.AsArray();
        Assert.Equal(
            ["title", "notes", "start", "end", "user", "project", "labels", "billing_status", "external_id"],
            schema.Select(field => field!.Text("key")));
        foreach (var field in schema.OfType<JsonNode>())
        {
            Assert.NotEmpty(field!.Text("label"));
            Assert.Contains(field!.Text("type"), ZapierTypes);
            Assert.Equal(field.Text("key") is "start" or "end", field["required"]!.GetValue<bool>());
            Assert.Empty(field.AsObject().Select(member => member.Key)
                .Except(["key", "label", "type", "required", "choices", "helpText", "list"]));
        }

        var byKey = schema.OfType<JsonNode>().ToDictionary(field => field.Text("key"));
        Assert.Equal("text", byKey["notes"].Text("type"));
        Assert.Equal("datetime", byKey["start"].Text("type"));
        Assert.True(byKey["labels"]["list"]!.GetValue<bool>());
        Assert.Equal("Site", byKey["project"]["choices"]!.Text(project));
        Assert.Equal("Billable", byKey["billing_status"]["choices"]!.Text("billable"));
        Assert.NotEmpty(byKey["end"].Text("helpText"));

        // Of a record that is there, nothing is required.
        var entry = await world.AddEntryAsync("Meeting");
        var editable = (await world.Api.Get($"/{entry}/en/rest?schema=editable")).Is(200).Json.AsArray();
        Assert.All(editable, field => Assert.False(field!["required"]!.GetValue<bool>()));
        Assert.DoesNotContain(editable.OfType<JsonNode>(), field => field.Text("key") == "user");
        (await world.Api.Get($"/{world.CloudId}/en/rest?schema=editable")).Is(200, "[]");
        (await world.Api.Get($"/{entry}/en/rest?schema=all")).IsInvalid("schema");
    }

    [Fact]
    public async Task A_field_for_which_there_is_nothing_to_choose_yet_has_no_choices()
    {
        var world = await World.CreateAsync(app);
        Assert.Null(await ChoicesAsync("time_entry", "project"));
        Assert.Null(await ChoicesAsync("time_entry", "labels"));
        Assert.Null(await ChoicesAsync("project", "client"));
        Assert.Null(await ChoicesAsync("label", "parent"));
        Assert.Equal([world.Id(world.Owner)], await ChoicesAsync("time_entry", "user"));

        var client = await world.AddRecordAsync("client", """{"name":"C"}""");
        Assert.Equal([client], await ChoicesAsync("project", "client"));

        // Zapier refuses a schema in which they are empty (zapier-platform-schema, "FieldChoicesSchema": minProperties 1).
        async Task<IEnumerable<string>?> ChoicesAsync(string type, string key) =>
            (await world.Api.Get($"/{type}.{world.Cloud}/en/rest?schema=editable")).Is(200).Json.AsArray()
                .Single(field => field!.Text("key") == key)!["choices"]?.AsObject().Select(choice => choice.Key);
    }

    [Fact]
    public async Task What_zapiers_user_leaves_empty_is_left_out_of_a_new_record()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        foreach (var (type, given, api) in new[]
        {
            ("time_entry", """ "start":"2024-02-28T09:00:00Z","end":"2024-02-28T10:00:00Z" """, member.Api),
            ("project", """ "title":"P" """, member.Api),
            ("client", """ "name":"C" """, world.Api),
            ("label", """ "name":"L" """, world.Api),
            ("team", """ "name":"T" """, world.Api),
            ("person", $$""" "name":"N","email":"{{Guid.CreateVersion7()}}@example.com" """, world.Api),
        })
        {
            var schema = (await api.Get($"/{type}.{world.Cloud}/en/rest?schema=editable")).Is(200).Json.AsArray();
            var empty = schema.Where(field => !field!["required"]!.GetValue<bool>()).Select(field => $"\"{field!.Text("key")}\":\"\"");
            var made = (await api.Post($"/{type}.{world.Cloud}/en/rest", $"{{{given},{string.Join(",", empty)}}}")).Is(201).Json;
            Assert.Equal(type == "person" ? "member" : null, made.TextOrNull("role"));
        }
    }

    [Fact]
    public async Task What_zapiers_user_leaves_empty_of_a_record_empties_what_may_be_empty()
    {
        var world = await World.CreateAsync(app);
        var client = await world.AddRecordAsync("client", """{"name":"C"}""");
        var project = await world.AddRecordAsync(
            "project",
            $$"""{"title":"P","color":"#112233","client":"{{client}}","people":["{{world.Id(world.Owner)}}"],"billing_status":"billable","archived":true}""");
        var changed = (await world.Api.Patch(
            $"/{project}/en/rest", """{"color":"","client":"","people":"","billing_status":"","archived":""}""")).Is(200).Json;
        Assert.Equal((null, null, 0), (changed["client"], changed["billing_status"], changed["people"]!.AsArray().Count));
        Assert.Equal(("#112233", true), (changed.Text("color"), changed["archived"]!.GetValue<bool>()));
        (await world.Api.Patch($"/{project}/en/rest", """{"title":""}""")).IsInvalid("title");
    }

    // What a field's type can be (Zapier, "Input Field Configuration").
    private static readonly string[] ZapierTypes =
        ["string", "text", "integer", "number", "boolean", "datetime", "file", "password", "copy", "code"];
}

using Polychron.Dialects.Timing.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timing.Tests.Entries;

/// <summary>How requests name a project, and how lists are restricted to projects.</summary>
[Collection(TimingAppTests.Name)]
public sealed class ProjectReferenceTests(TimingApp app)
{
    private static string Entry(string project) =>
        $$"""{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z", "project": {{project}} }""";

    [Fact]
    public async Task By_reference_number_title_and_chain()
    {
        var world = await World.CreateAsync(app);
        var root = (await world.Api.Post("/projects", """{ "title": "Root" }""")).Self;
        var leaf = (await world.Api.Post("/projects", """{ "title": "Leaf", "parent": ["Root"] }""")).Is(201).Self;
        var other = (await world.Api.Post("/projects", """{ "title": "42", "parent": "Root" }""")).Is(201).Self;

        foreach (var (project, expected) in (ValueTuple<string, string?>[])[
                     ($"\"{leaf}\"", leaf), ($"\"{leaf[1..]}\"", leaf), (leaf.Split('/')[^1], leaf), ("\"Leaf\"", leaf),
                     ("[\"Root\", \"Leaf\"]", leaf), ("[\"Root\"]", root), ("\"42\"", other), ("null", null), ("\"\"", null),
                     ($$"""{ "self": "{{leaf}}" }""", leaf), ($$"""{ "self": "{{root}}", "title": "Leaf", "parent": null }""", root)])
        {
            var entry = (await world.Api.Post("/time-entries", Entry(project))).Is(201);
            Assert.Equal(expected, entry.Data["project"]?.Text("self"));
        }
    }

    /// <summary>"Create project" in Python: "parent": "\/projects\/1", of which Python drops no backslash.</summary>
    [Fact]
    public async Task As_the_documents_python_writes_it()
    {
        var world = await World.CreateAsync(app);
        var root = (await world.Api.Post("/projects", """{ "title": "Project at root level" }""")).Self;
        var sent = new System.Text.Json.Nodes.JsonObject { ["title"] = "Acme Inc.", ["parent"] = root.Replace("/", @"\/") };
        var created = (await world.Api.Post("/projects", sent.ToJsonString())).Is(201);
        Assert.Equal(root, created.Data["parent"]!.Text("self"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&include_project_data=1")]
    public async Task What_a_list_shows_can_be_sent_back(string query)
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/projects", """{ "title": "Root" }""");
        var project = (await world.Api.Post("/projects", """{ "title": "Leaf", "parent": "Root", "notes": "n" }""")).Is(201);
        await world.Api.Post("/time-entries", Entry("\"Leaf\""));
        await world.Api.Post("/time-entries", Entry("null"));

        foreach (var shown in (await world.Api.Get($"/time-entries?is_running=0{query}")).Is(200).Items)
        {
            var before = await world.Api.Get(shown.Text("self"));
            (await world.Api.Put(shown.Text("self"), shown.ToJsonString())).Is(200, before.Body);
            (await world.Api.Post("/time-entries", shown.ToJsonString())).Is(201);
        }

        (await world.Api.Put(project.Self, project.Data.ToJsonString())).Is(200, project.Body);
        var copy = (await world.Api.Post("/projects", project.Data.ToJsonString())).Is(201);
        Assert.Equal(project.Data["parent"]!.ToJsonString(), copy.Data["parent"]!.ToJsonString());
    }

    [Fact]
    public async Task A_title_of_several_projects_needs_the_whole_chain()
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/projects", """{ "title": "A" }""");
        await world.Api.Post("/projects", """{ "title": "B" }""");
        var below = (await world.Api.Post("/projects", """{ "title": "Same", "parent": "A" }""")).Self;
        await world.Api.Post("/projects", """{ "title": "Same", "parent": "B" }""");

        (await world.Api.Post("/time-entries", Entry("\"Same\""))).Is(422, """
            {
                "message": "Several projects have this title; name the project by its reference or its whole title chain.",
                "errors": {
                    "project": ["Several projects have this title; name the project by its reference or its whole title chain."]
                }
            }
            """);
        Assert.Equal(below, (await world.Api.Post("/time-entries", Entry("[\"A\", \"Same\"]"))).Data["project"]!.Text("self"));
    }

    [Fact]
    public async Task Colleagues_private_projects_are_not_seen_and_make_no_title_ambiguous()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var colleague = await world.AddAsync(Role.Member);
        var hidden = (await colleague.Api.Post("/projects", """{ "title": "Same" }""")).Self;
        (await member.Api.Post("/time-entries", Entry("\"Same\""))).IsInvalid("project");
        var own = (await member.Api.Post("/projects", """{ "title": "Same" }""")).Self;

        Assert.Equal(own, (await member.Api.Post("/time-entries", Entry("\"Same\""))).Data["project"]!.Text("self"));
        (await member.Api.Post("/time-entries", Entry($"\"{hidden}\""))).IsInvalid("project");
        (await member.Api.Get(hidden)).Is(404, """{ "message": "Project not found." }""");
        (await member.Api.Get($"/time-entries?projects[]={hidden}")).IsInvalid("projects");
        (await member.Api.Post("/projects", $$"""{ "title": "t", "parent": "{{hidden}}" }""")).IsInvalid("parent");
    }

    [Theory]
    [InlineData("\"/projects/0\"")]
    [InlineData("\"/projects/999999\"")]
    [InlineData("999999")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("\"/projects/-1\"")]
    [InlineData("\"/projects/9223372036854775808\"")]
    [InlineData("9223372036854775808")]
    [InlineData("\"/projects/text\"")]
    [InlineData("\"/users/1\"")]
    [InlineData("\"no such title\"")]
    [InlineData("[\"no\", \"such\", \"chain\"]")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("""{ "self": null }""")]
    [InlineData("""{ "self": 1 }""")]
    [InlineData("""{ "self": "Root" }""")]
    [InlineData("""{ "self": "/users/1" }""")]
    [InlineData("""{ "self": "/projects/999999" }""")]
    [InlineData("\"\\\\/projects\\\\/999999\"")]
    public async Task What_names_no_project_is_refused(string project)
    {
        var world = await World.CreateAsync(app);
        var self = (await world.Api.Post("/time-entries", Entry("null"))).Self;

        (await world.Api.Post("/time-entries", Entry(project))).IsInvalid("project");
        (await world.Api.Patch(self, $$"""{ "project": {{project}} }""")).IsInvalid("project");
        (await world.Api.Post("/time-entries/start", $$"""{ "project": {{project}} }""")).IsInvalid("project");
        (await world.Api.Post("/projects", $$"""{ "title": "t", "parent": {{project}} }""")).IsInvalid("parent");
        Assert.Equal(1, (await world.Api.Get("/time-entries")).Json["meta"]!.Number("total"));
    }

    [Fact]
    public async Task A_deleted_project_is_gone_from_titles_too()
    {
        var world = await World.CreateAsync(app);
        var project = (await world.Api.Post("/projects", """{ "title": "Gone" }""")).Self;
        await world.Api.Delete(project);

        (await world.Api.Post("/time-entries", Entry("\"Gone\""))).IsInvalid("project");
        (await world.Api.Post("/time-entries", Entry($"\"{project}\""))).IsInvalid("project");
    }

    [Fact]
    public async Task Lists_are_restricted_to_projects_their_children_and_to_none()
    {
        var world = await World.CreateAsync(app);
        var root = (await world.Api.Post("/projects", """{ "title": "Root", "is_archived": true }""")).Self;
        var child = (await world.Api.Post("/projects", """{ "title": "Child", "parent": "Root" }""")).Self;
        var leaf = (await world.Api.Post("/projects", """{ "title": "Leaf", "parent": "Child" }""")).Self;
        foreach (var project in (string[])["\"Root\"", "\"Child\"", "\"Leaf\"", "null"])
        {
            await world.Api.Post("/time-entries", Entry(project));
        }

        async Task<string> Listed(string query) => string.Join(
            ' ', (await world.Api.Get($"/time-entries?include_project_data=1&{query}")).Is(200).Items.Reverse().Select(entry => entry["project"]?.Text("title") ?? "-"));

        Assert.Equal("Root Child Leaf -", await Listed(""));
        Assert.Equal("Root", await Listed($"projects[]={root}"));
        Assert.Equal("Root", await Listed($"project[]={root}"));
        Assert.Equal("Root", await Listed($"projects={root}"));
        Assert.Equal("Root Child Leaf", await Listed($"projects[]={root}&include_child_projects=1"));
        Assert.Equal("Child Leaf", await Listed($"projects[]={child}&include_child_projects=true"));
        Assert.Equal("Child Leaf", await Listed($"projects[1]={child}&projects[0]={leaf}&include_child_projects=0"));
        Assert.Equal("-", await Listed("projects[]="));
        Assert.Equal("Root -", await Listed($"projects[]=&projects[]={root}"));
        Assert.Equal("Root -", await Listed($"projects[0]={root}&projects[1]="));
        Assert.Equal("Root Child Leaf -", await Listed($"projects[]=&projects[]={root}&include_child_projects=1"));
    }

    [Theory]
    [InlineData("projects[]=Root", "projects.0")]
    [InlineData("projects[]=/users/1", "projects.0")]
    [InlineData("projects[]=/projects/999999", "projects")]
    [InlineData("projects[]=/projects/0", "projects")]
    [InlineData("projects[]=-1", "projects.0")]
    [InlineData("include_child_projects=2", "include_child_projects")]
    [InlineData("include_project_data=2", "include_project_data")]
    [InlineData("is_running=maybe", "is_running")]
    [InlineData("include_team_members=maybe", "include_team_members")]
    [InlineData("team_members[]=me", "team_members.0")]
    [InlineData("team_members[]=", "team_members.0")]
    [InlineData("team_members[]=/users/999999", "team_members")]
    public async Task Wrong_filters_are_named(string query, string field)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get($"/time-entries?{query}")).IsInvalid(field);
    }
}

using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether.Tests.Lists;

[Collection(TimetherAppTests.Name)]
public sealed class ListTests(TimetherApp app)
{
    [Theory]
    [InlineData("name", 3)]
    [InlineData("-name", 4)]
    [InlineData("id", 1)]
    [InlineData("-updated_at", 2)]
    [InlineData("created_at", 200)]
    public async Task Pages_put_together_are_the_whole_list_once_whatever_the_order(string sort, int limit)
    {
        var world = await World.CreateAsync(app);
        for (var i = 0; i < 9; i++)
        {
            // Names that are equal, and names whose order by code unit is not that of creation.
            await world.AddTagAsync(i % 3 == 0 ? "Same" : $"{(char)('z' - i)}");
        }

        var whole = (await world.Api.Get($"/tags?sort={sort}&limit=200")).Is(200);
        var paged = await world.Api.WalkAsync($"/tags?sort={sort}", limit);

        Assert.Equal(9, whole.Ids.Count);
        Assert.Null(whole.NextCursor);
        Assert.Equal(whole.Ids, paged);
        var names = whole["data"]!.AsArray().Select(tag => tag!["name"]!.GetValue<string>()).ToList();
        if (sort.EndsWith("name", StringComparison.Ordinal))
        {
            Assert.Equal(sort[0] == '-' ? names.OrderByDescending(name => name, StringComparer.Ordinal) : names.Order(StringComparer.Ordinal), names);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("&has_project=false")]
    [InlineData("&tag_id={tag}")]
    [InlineData("&updated_after=2020-01-01")]
    public async Task Pages_of_entries_put_together_are_the_whole_list_once(string filter)
    {
        var world = await World.CreateAsync(app);
        var tag = await world.AddTagAsync();
        for (var i = 0; i < 11; i++)
        {
            // Several start at the same moment.
            await world.AddEntryAsync($"2024-02-28T0{i / 4}:00:00Z", $",\"tag_ids\":[{tag}]");
        }

        filter = filter.Replace("{tag}", $"{tag}", StringComparison.Ordinal);
        var whole = (await world.Api.Get($"/time_entries?limit=200{filter}")).Is(200);

        Assert.Equal(11, whole.Ids.Count);
        Assert.Equal(whole.Ids, await world.Api.WalkAsync($"/time_entries?sort=-started_at{filter}", 3));
        Assert.Equal(whole.Ids, await world.Api.WalkAsync($"/time_entries?sort=-started_at{filter}", 1));
    }

    [Fact]
    public async Task A_page_goes_on_behind_its_last_entry_whatever_is_written_in_between()
    {
        var world = await World.CreateAsync(app);
        var entries = new List<long>();
        for (var i = 0; i < 6; i++)
        {
            entries.Add(await world.AddEntryAsync($"2024-02-28T0{i}:00:00Z"));
        }

        var first = (await world.Api.Get("/time_entries?limit=3")).Is(200);
        await world.AddEntryAsync("2024-02-29T00:00:00Z");
        (await world.Api.Delete($"/time_entries/{entries[3]}")).Is(204);
        var second = (await world.Api.Get($"/time_entries?limit=3&cursor={first.NextCursor}")).Is(200);

        Assert.Equal([entries[5], entries[4], entries[3]], first.Ids);
        Assert.Equal([entries[2], entries[1], entries[0]], second.Ids);
        Assert.Null(second.NextCursor);
    }

    [Theory]
    [InlineData("/tags?limit=0", "limit")]
    [InlineData("/tags?limit=201", "limit")]
    [InlineData("/tags?limit=ten", "limit")]
    [InlineData("/tags?sort=colour", "sort")]
    [InlineData("/tags?is_archived=maybe", "is_archived")]
    [InlineData("/tags?updated_after=soon", "updated_after")]
    [InlineData("/tags?nmae=x", "nmae")]
    [InlineData("/time_entries?sort=title", "sort")]
    [InlineData("/time_entries?sort=--started_at", "sort")]
    [InlineData("/audit_log?sort=sequence", "sort")]
    [InlineData("/time_entries?billing_status=free", "billing_status")]
    [InlineData("/time_entries?user_id=me", "user_id.0")]
    [InlineData("/audit_log?resource=secrets", "resource")]
    [InlineData("/changes?after=-1", "after")]
    [InlineData("/changes?after=999999999", "after")]
    [InlineData("/changes?wait=21", "wait")]
    public async Task What_is_not_acceptable_is_named(string path, string field)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get(path)).IsInvalid(field);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AQAAAAAAAAAAf_________9_________8")]
    public async Task A_cursor_that_was_made_up_is_refused(string cursor)
    {
        var world = await World.CreateAsync(app);

        foreach (var list in new[] { "/tags", "/time_entries", "/audit_log", "/api_tokens", "/workspaces" })
        {
            (await world.Api.Get($"{list}?cursor={cursor}")).IsInvalid("cursor");
        }
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var world = await World.CreateAsync(app);
        await world.AddEntryAsync();
        await world.AddEntryAsync();

        var cursor = (await world.Api.Get("/time_entries?limit=1&sort=started_at")).Is(200).NextCursor!;
        (await world.Api.Get($"/time_entries?limit=1&cursor={cursor}")).IsInvalid("cursor");
        (await world.Api.Get($"/time_entries?limit=1&sort=-started_at&cursor={cursor}")).IsInvalid("cursor");
        (await world.Api.Get($"/time_entries?limit=1&sort=started_at&cursor={cursor}")).Is(200);
    }

    [Fact]
    public async Task A_cursor_of_another_list_or_filter_is_refused_and_bent_ones_do_no_harm()
    {
        var world = await World.CreateAsync(app);
        for (var i = 0; i < 3; i++)
        {
            await world.AddTagAsync();
            await world.AddEntryAsync();
        }

        var cursor = (await world.Api.Get("/time_entries?limit=1")).NextCursor!;
        (await world.Api.Get($"/tags?limit=1&cursor={cursor}")).IsInvalid("cursor");
        (await world.Api.Get($"/time_entries?limit=1&has_project=false&cursor={cursor}")).IsInvalid("cursor");
        (await world.Api.Get($"/time_entries?limit=2&cursor={cursor}")).Is(200);

        await BendAsync(world, "/time_entries?", cursor);
        await BendAsync(world, "/time_entries?sort=started_at&", (await world.Api.Get("/time_entries?limit=1&sort=started_at")).NextCursor!);
    }

    [Fact]
    public async Task Filters_leave_in_what_they_say()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var client = await world.AddClientAsync();
        var project = await world.AddProjectAsync("One", $",\"client_id\":{client}");
        var other = await world.AddProjectAsync("Two");
        var tag = await world.AddTagAsync();
        var one = await world.AddEntryAsync("2024-02-26T09:00:00Z", $",\"project_id\":{project},\"title\":\"Alpha call\"");
        var two = await world.AddEntryAsync("2024-02-27T09:00:00Z", $",\"project_id\":{other},\"tag_ids\":[{tag}],\"billing_status\":\"billed\"");
        var theirs = await world.AddEntryAsync("2024-02-28T09:00:00Z", api: member.Api);
        var middle = Polychron.Dialects.Dates.IsoInstant.Format(app.Now);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        (await world.Api.Patch($"/time_entries/{one}", """{"notes":"later"}""")).Is(200);

        foreach (var (query, ids) in new (string, long[])[]
        {
            ("", [theirs, two, one]),
            ($"user_id={member.Id}", [theirs]),
            ($"user_id={member.Id}&user_id={world.Owner.Id}", [theirs, two, one]),
            ($"project_id={project}", [one]),
            ($"project_id[]={project}&project_id[]={other}", [two, one]),
            ("has_project=false", [theirs]),
            ($"client_id={client}", [one]),
            ($"tag_id={tag}", [two]),
            ("billing_status=billed", [two]),
            ("started_from=2024-02-27T09:00:00Z&started_before=2024-02-28T09:00:00Z", [two]),
            ("search=alpha", [one]),
            ($"updated_after={Uri.EscapeDataString(middle)}", [one]),
            ("is_running=true", []),
        })
        {
            Assert.Equal(ids, (await world.Api.Get($"/time_entries?{query}")).Is(200).Ids);
        }

        Assert.Equal([theirs], (await member.Api.Get("/time_entries")).Is(200).Ids);
        Assert.Equal([project], (await world.Api.Get($"/projects?client_id={client}")).Is(200).Ids);
        Assert.Equal([other], (await world.Api.Get("/projects?name=tw")).Is(200).Ids);
        Assert.Equal([member.Id], (await world.Api.Get("/workspace_memberships?role=member")).Is(200).Ids);
    }

    [Fact]
    public async Task A_member_filters_by_a_client_with_a_project_that_they_do_not_see()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var client = await world.AddClientAsync();
        var open = await world.AddProjectAsync("Open", $",\"client_id\":{client}");
        await world.AddProjectAsync("Closed", $",\"client_id\":{client},\"member_ids\":[{world.Owner.Id}]");
        var entry = await world.AddEntryAsync("2024-02-28T09:00:00Z", $",\"project_id\":{open}", member.Api);
        await world.AddEntryAsync("2024-02-27T09:00:00Z", api: member.Api);

        Assert.Equal([entry], (await member.Api.Get($"/time_entries?client_id={client}")).Is(200).Ids);
        var report = (await member.Api.Get($"/reports/summary?from=2024-02-01&to=2024-02-29&client_id={client}")).Is(200);
        Assert.Equal(3_600, report["totals"]!.Number("tracked_seconds"));
    }

    [Theory]
    [InlineData("/projects", "client_id")]
    [InlineData("/projects", "parent_id")]
    [InlineData("/projects", "member_id")]
    [InlineData("/tags", "parent_id")]
    [InlineData("/time_entries", "client_id")]
    [InlineData("/time_entries", "project_id")]
    [InlineData("/time_entries", "user_id")]
    [InlineData("/time_entries", "tag_id")]
    public async Task A_filter_by_what_is_not_there_is_refused(string list, string filter)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get($"{list}?{filter}=777777")).IsInvalid(filter);
    }

    [Theory]
    [InlineData("sort=started_at")]
    [InlineData("sort=-started_at")]
    public async Task A_range_that_is_none_holds_nothing_and_one_of_all_time_everything(string sort)
    {
        var world = await World.CreateAsync(app);
        var entry = await world.AddEntryAsync();

        Assert.Empty((await world.Api.Get($"/time_entries?{sort}&started_from=2024-03-01&started_before=2024-02-01")).Is(200).Ids);
        Assert.Equal([entry], (await world.Api.Get($"/time_entries?{sort}&started_from=0001-01-01&started_before=9999-12-30")).Is(200).Ids);
        Assert.Empty((await world.Api.Get($"/time_entries?{sort}&started_from=9999-12-30")).Is(200).Ids);
        Assert.Empty((await world.Api.Get($"/time_entries?{sort}&started_before=0001-01-02")).Is(200).Ids);
    }

    private static async Task BendAsync(World world, string list, string cursor)
    {
        var bytes = Convert.FromBase64String(cursor.Replace('-', '+').Replace('_', '/').PadRight((cursor.Length + 3) / 4 * 4, '='));
        for (var i = 9; i < bytes.Length; i++)
        {
            foreach (var value in new byte[] { 0x00, 0x7f, 0x80, 0xff })
            {
                var bent = (byte[])bytes.Clone();
                bent[i] = value;
                var answer = await world.Api.Get($"{list}cursor={Convert.ToBase64String(bent).Replace('+', '-').Replace('/', '_').TrimEnd('=')}");
                Assert.True((int)answer.Status is 200 or 422, answer.Body);
            }
        }
    }
}

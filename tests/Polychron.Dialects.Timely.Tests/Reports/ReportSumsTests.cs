using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using NodaTime;
using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Members;
using Polychron.Domain.Money;
using Polychron.Domain.Rates;
using Polychron.Domain.Time;
using Polychron.Testing;
using Polychron.Testing.Domain;

namespace Polychron.Dialects.Timely.Tests.Reports;

/// <summary>Reports over random hours, each compared with a sum over the hours one by one.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class ReportSumsTests(TimelyApp app)
{
    private static readonly (string Zone, string Change)[] Places =
    [
        ("Europe/Paris", "2024-03-31T01:00:00Z"), ("Europe/Paris", "2023-10-29T01:00:00Z"), ("Asia/Kolkata", "2023-12-31T18:30:00Z"),
        ("America/St_Johns", "2023-03-12T05:30:00Z"), ("Australia/Lord_Howe", "2023-09-30T15:30:00Z"), ("America/Sao_Paulo", "2018-02-18T02:00:00Z"),
        ("Africa/Cairo", "2023-10-26T21:00:00Z"), ("Asia/Kathmandu", "2024-02-29T18:15:00Z"), ("Pacific/Apia", "2011-12-30T10:00:00Z"),
    ];

    [Fact]
    public void Every_report_equals_the_sum_over_its_hours() =>
        Properties.Holds(
            from place in Gen.Elements(Places)
            from currency in Gen.Elements("USD", "JPY", "KWD")
            let moment = new ZonedMoment(DateTimeZoneProviders.Tzdb[place.Zone], NodaTime.Text.InstantPattern.General.Parse(place.Change).Value)
            from drafts in RandomEntries.Around(moment).ListOf(60)
            from queries in Gen.Choose(0, int.MaxValue).ListOf(8)
            select (moment, currency, drafts: drafts.ToArray(), queries: queries.ToArray()),
            drawn => CheckAsync(drawn.moment, drawn.currency, drawn.drafts, drawn.queries).GetAwaiter().GetResult(),
            count: 6);

    private async Task CheckAsync(ZonedMoment moment, string currency, Entry[] drafts, int[] queries)
    {
        var random = await RandomAccount.CreateAsync(app, moment, currency, drafts);
        foreach (var seed in queries)
        {
            var query = random.Query(new Random(seed));
            var expected = random.Matching(query);
            var body = query.ToBody();
            var report = (await random.World.Api.Post("~/reports/filter", body)).Is(200).Json;
            var money = Currency.Of(currency);
            Assert.Equal(random.Sum(expected), Sums.Of(report["totals"]!, money));
            random.AssertGroups(report["users"]!, "id", expected, entry => [entry.UserId.ToString()]);
            random.AssertGroups(report["labels"]!, "id", expected, entry => entry.LabelIds.IsEmpty ? ["0"] : entry.LabelIds.Select(id => id.ToString()));
            random.AssertGroups(report["teams"]!, "id", expected, entry => random.TeamsOf(entry.UserId).Select(id => id.ToString()));
            random.AssertGroups(report["days"]!, "day", expected, entry => [random.DayOf(entry).ToString("uuuu-MM-dd", null)]);
            random.AssertGroups(report["clients"]!, "id", expected, entry => [random.ClientOf(entry).ToString()]);
            var clients = (await random.World.Api.Post("~/reports", body)).Is(200).Json.AsArray();
            random.AssertGroups(clients, "id", expected, entry => [random.ClientOf(entry).ToString()]);
            random.AssertGroups(
                new JsonArray([.. clients.SelectMany(client => client!["projects"]!.AsArray()).Select(project => project!.DeepClone())]), "id", expected,
                entry => [(entry.ProjectId ?? 0).ToString()]);
            var events = (await random.World.Api.Post("~/reports/filter", query.ToBody(""", "scope":"events" """))).Is(200).Json.AsArray();
            Assert.Equal(expected.Select(entry => entry.Id).Order(), events.Select(item => item!.Number("id")).Order());
            Assert.Equal(report["totals"]!["duration"]!.Number("total_seconds"), events.Sum(item => item!["duration"]!.Number("total_seconds")));
            Assert.Equal(report["totals"]!["cost"]!.Number("fractional"), events.Sum(item => item!["cost"]!.Number("fractional")));
        }
    }
}

/// <summary>What a random report asks for.</summary>
internal sealed record RandomQuery(
    LocalDate Since, LocalDate Until, long[]? Users, long[]? Teams, long[]? Projects, long[]? Labels, bool? Billed, bool IsSpelledOut)
{
    public string ToBody(string more = "") => $$"""
        { "since": "{{Day(Since)}}", "until": "{{Day(Until)}}"{{List("user_ids", Users)}}{{List("team_ids", Teams)}}{{List("project_ids", Projects)}}
          {{List("label_ids", Labels)}}{{(Billed is { } billed ? $", \"billed\": {(billed ? "true" : "false")}" : "")}}{{more}} }
        """;

    private string Day(LocalDate day) => day.ToString(IsSpelledOut ? "MMM dd, uuuu" : "uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private string List(string name, long[]? ids) =>
        ids is null ? "" : IsSpelledOut ? $", \"{name}\": \"{string.Join(',', ids)}\"" : $", \"{name}\": [{string.Join(',', ids)}]";
}

/// <summary>An account with four people, teams, clients, projects, labels and random hours, and sums over them that are made by hand.</summary>
internal sealed class RandomAccount
{
    private readonly DateTimeZone _zone;
    private readonly LocalDate _day;
    private readonly Currency _currency;
    private readonly long[] _users;
    private readonly long[] _teams;
    private readonly (long Id, long ClientId)[] _projects;
    private readonly long[] _labels;
    private readonly IReadOnlyList<Entry> _entries;

    private RandomAccount(
        World world, ZonedMoment moment, string currency, long[] users, long[] teams, (long, long)[] projects, long[] labels, IReadOnlyList<Entry> entries)
    {
        World = world;
        _zone = moment.Zone;
        _day = moment.Instant.InZone(moment.Zone).Date;
        _currency = Currency.Of(currency);
        (_users, _teams, _projects, _labels, _entries) = (users, teams, projects, labels, entries);
    }

    public World World { get; }

    public static async Task<RandomAccount> CreateAsync(TimelyApp app, ZonedMoment moment, string currency, Entry[] drafts)
    {
        var world = await World.CreateAsync(app, currency, moment.Zone.Id);
        var users = new List<long> { world.Owner.Id };
        for (var i = 1; i < RandomEntries.Users; i++)
        {
            users.Add((await world.AddAsync(Role.Member)).Id);
        }

        // The second user is in both teams, the third in one, the others in none.
        var teams = new List<long>();
        foreach (var members in new[] { users[1..3], users[1..2] })
        {
            var places = string.Join(',', members.Select(id => $$"""{"user_id":{{id}}}"""));
            teams.Add((await world.Api.Post("~/teams", $$"""{"team":{"name":"T","users":[{{places}}]} }""")).Is(201).Json.Number("id"));
        }

        var projects = new List<(long, long)>();
        for (var i = 0; i < RandomEntries.Projects; i++)
        {
            var id = await world.AddProjectAsync(""", "users": []""");
            projects.Add((id, (await world.Api.Get($"~/projects/{id}")).Json["client"]!.Number("id")));
        }

        var labels = new List<long>();
        for (var i = 0; i < RandomEntries.Labels; i++)
        {
            labels.Add((await world.Api.Post("~/labels", $$"""{"label":{"name":"L{{i}}"} }""")).Is(201).Json.Number("id"));
        }

        var entries = await world.WriteAsync<IReadOnlyList<Entry>>(world.Owner, transaction => [.. drafts
            .Select(draft => draft with
            {
                Id = 0,
                UserId = users[(int)draft.UserId - 1],
                CreatorUserId = users[(int)draft.UserId - 1],
                ProjectId = draft.ProjectId is { } project ? projects[(int)project - 1].Item1 : null,
                LabelIds = draft.LabelIds.Select(id => labels[(int)id - 1]).ToImmutableSortedSet(),
            })
            .Select(draft => transaction.Create(draft))]);
        return new RandomAccount(world, moment, currency, [.. users], [.. teams], [.. projects], [.. labels], entries);
    }

    public RandomQuery Query(Random random) => new(
        _day.PlusDays(-random.Next(0, 45)),
        _day.PlusDays(random.Next(0, 45)),
        Some(random, _users),
        Some(random, [0, .. _teams]),
        Some(random, [0, .. _projects.Select(project => project.Id), 999_999]),
        Some(random, [0, .. _labels]),
        random.Next(4) switch { 0 => true, 1 => false, _ => null },
        random.Next(2) == 0);

    public List<Entry> Matching(RandomQuery query) => [.. _entries.Where(entry =>
        DayOf(entry) >= query.Since && DayOf(entry) <= query.Until
        && (query.Users?.Contains(entry.UserId) ?? true)
        && (query.Teams is null || TeamsOf(entry.UserId).Any(query.Teams.Contains))
        && (query.Projects?.Contains(entry.ProjectId ?? 0) ?? true)
        && (query.Labels is null || (entry.LabelIds.IsEmpty ? query.Labels.Contains(0) : entry.LabelIds.Any(query.Labels.Contains)))
        && (query.Billed is null || query.Billed == entry.BillingStatus is BillingStatus.Billed or BillingStatus.Paid))];

    public Sums Sum(IEnumerable<Entry> entries)
    {
        var sums = new Sums(0, 0, 0, 0, 0, 0, 0);
        foreach (var entry in entries)
        {
            var isBilled = entry.BillingStatus is BillingStatus.Billed or BillingStatus.Paid;
            var cost = Cost.Of(entry.DurationSeconds, entry.HourRate);
            sums = new Sums(
                sums.Seconds + entry.DurationSeconds,
                sums.Estimated + entry.EstimatedSeconds,
                sums.Billed + (isBilled ? entry.DurationSeconds : 0),
                sums.Billable + (entry.BillingStatus == BillingStatus.NotBillable ? 0 : entry.DurationSeconds),
                sums.Cost + cost,
                sums.EstimatedCost + Cost.Of(entry.EstimatedSeconds, entry.HourRate),
                sums.BilledCost + (isBilled ? cost : 0));
        }

        return sums;
    }

    public void AssertGroups(JsonNode groups, string key, List<Entry> entries, Func<Entry, IEnumerable<string>> groupsOf)
    {
        var expected = entries.SelectMany(groupsOf, (entry, group) => (entry, group)).ToLookup(pair => pair.group, pair => pair.entry);
        var found = groups.AsArray().ToDictionary(group => group![key]!.ToString(), group => Sums.Of(group!, _currency));
        Assert.Equal(expected.ToDictionary(group => group.Key, Sum), found);
    }

    public IReadOnlyList<long> TeamsOf(long userId) =>
        userId == _users[1] ? _teams : userId == _users[2] ? [_teams[0]] : [0];

    public long ClientOf(Entry entry) => _projects.FirstOrDefault(project => project.Id == entry.ProjectId).ClientId;

    public LocalDate DayOf(Entry entry)
    {
        // The last day that has begun: where clocks go back over midnight, not the one they show.
        var day = entry.Start.InZone(_zone).Date;
        return entry.Start >= Zones.StartOfDay(day.PlusDays(1), _zone) ? day.PlusDays(1) : day;
    }

    private static long[]? Some(Random random, long[] ids) =>
        random.Next(3) > 0 ? null : [.. ids.Where(_ => random.Next(2) == 0).DefaultIfEmpty(ids[^1])];
}

using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Polychron.Soak.Dialects;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Checks;

/// <summary>Asks for reports and holds them against the entries, summed one by one.</summary>
/// <param name="wire">The server.</param>
/// <param name="findings">Where differences go.</param>
internal sealed class ReportCheck(Wire wire, Findings findings)
{
    /// <summary>What Timether's summary can be grouped by.</summary>
    public static readonly IReadOnlyList<string> Names = ["member", "project", "client", "tag", "day", "week", "month", "billing_status"];

    private int _compared;
    private int _fromCells;

    /// <summary>How many reports were compared.</summary>
    public int Compared => _compared;

    /// <summary>How many of them came from kept cells, as they say themselves.</summary>
    public int FromCells => _fromCells;

    /// <summary>Timether's summary, by one or two groups.</summary>
    /// <param name="space">The workspace.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="entries">The entries that the reader's report is of, each with its rate (0 where rates are not compared).</param>
    /// <param name="range">The days.</param>
    /// <param name="user">A user whose time alone is asked for, or null.</param>
    /// <param name="withRevenue">Whether revenue is compared.</param>
    /// <param name="groups">One or two of <see cref="Names"/>.</param>
    public async Task TimetherAsync(
        Space space, Person reader, IEnumerable<(EntryFacts Facts, long HourRate)> entries, DateInterval range, long? user, bool withRevenue, params string[] groups)
    {
        var request = TimetherDialect.Ask(
            space.Id, reader, HttpMethod.Get,
            $"/reports/summary?group_by={string.Join(',', groups)}&from={range.Start:yyyy-MM-dd}&to={range.End:yyyy-MM-dd}{(user is null ? "" : $"&user_id={user}")}");
        var answer = await AskAsync(request);
        var found = answer.Json["rows"]!.AsArray().ToDictionary(
            row => string.Join('|', groups.Select(group => Text(row![group switch { "member" => "user_id", "project" or "client" or "tag" => $"{group}_id", _ => group }]))),
            row => new Sums(
                (long)row!["entries"]!, (long)row["tracked_seconds"]!, (long)row["billable_seconds"]!, (long)row["billed_seconds"]!,
                withRevenue ? (long)row["revenue_cents"]! : 0));
        var expected = BruteForce.Group(
            entries.Where(entry => range.Contains(BruteForce.Day(entry.Facts, space.Zone))),
            facts => from first in BruteForce.Groups(groups[0], facts, space)
                     from second in groups.Length > 1 ? BruteForce.Groups(groups[1], facts, space).Select(second => $"|{second}") : [""]
                     select first + second);
        Compare(request, answer, expected, found);
    }

    /// <summary>Timely's totals, users, labels, days and clients.</summary>
    public async Task TimelyAsync(Space space, Person reader, IEnumerable<EntryFacts> entries, DateInterval range, long? user)
    {
        var body = new JsonObject { ["since"] = LocalDatePattern.Iso.Format(range.Start), ["until"] = LocalDatePattern.Iso.Format(range.End) };
        if (user is not null)
        {
            body["user_ids"] = new JsonArray(user);
        }

        var request = TimelyDialect.Ask(space, reader, HttpMethod.Post, "reports/filter", body);
        var answer = await AskAsync(request);
        var json = answer.Json;
        var found = new Dictionary<string, Sums> { ["totals"] = Read(json["totals"]!) };
        foreach (var (group, id) in new[] { ("users", "id"), ("labels", "id"), ("days", "day") })
        {
            foreach (var row in json[group]!.AsArray())
            {
                found[$"{group} {Text(row![id])}"] = Read(row);
            }
        }

        foreach (var project in json["clients"]!.AsArray().SelectMany(client => client!["projects"]!.AsArray()))
        {
            found[$"projects {Text(project!["id"])}"] = Read(project);
        }

        var inRange = entries.Where(facts => range.Contains(BruteForce.Day(facts, space.Zone))).ToList();
        var expected = BruteForce.Group(inRange.Select(facts => (facts, 0L)), facts =>
        [
            "totals",
            $"users {facts.UserId}",
            $"days {LocalDatePattern.Iso.Format(BruteForce.Day(facts, space.Zone))}",
            $"projects {facts.Project ?? 0}",
            .. facts.Labels.Length == 0 ? ["labels 0"] : facts.Labels.Split(',').Select(id => $"labels {id}"),
        ]);
        expected.TryAdd("totals", default);

        // It tells no counts, and leaves out what has no hours.
        Compare(request, answer, WithHours(expected), WithHours(found));

        static Dictionary<string, Sums> WithHours(Dictionary<string, Sums> all) => all.Where(group => group.Value.Seconds != 0)
            .ToDictionary(group => group.Key, group => group.Value with { Entries = 0 });
    }

    /// <summary>Timing's report by project, billing status and unit of days, in a zone. No timer may run.</summary>
    public async Task TimingAsync(
        Space space, Person reader, IEnumerable<EntryFacts> entries, DateInterval range, bool ofAll, DateTimeZone zone, string unit)
    {
        var request = TimingDialect.Ask(
            reader, HttpMethod.Get,
            $"/report?columns[]=project&columns[]=billing_status&columns[]=timespan&timespan_grouping_mode={unit}"
            + $"&start_date_min={range.Start:yyyy-MM-dd}&start_date_max={range.End:yyyy-MM-dd}{(ofAll ? "&include_team_members=1" : "")}")
            .With("X-Time-Zone", zone.Id);
        var answer = await AskAsync(request);
        var found = answer.Json["data"]!.AsArray().Where(line => (long)line!["duration"]! != 0).ToDictionary(
            line => $"{line!["project"]?["self"]}|{line["billing_status"]}|{line["start_date"]}",
            line => new Sums(0, (long)line!["duration"]!, 0, 0));
        var expected = BruteForce.Group(
            entries.Where(facts => range.Contains(BruteForce.Day(facts, zone))).Select(facts => (facts, 0L)),
            facts => [$"{(facts.Project is { } id ? $"/projects/{id}" : "")}|{facts.Billing}|{FirstMoment(facts, zone, unit)}"])
            .Where(group => group.Value.Seconds != 0).ToDictionary(group => group.Key, group => new Sums(0, group.Value.Seconds, 0, 0));
        Compare(request, answer, expected, found);
    }

    private static string FirstMoment(EntryFacts facts, DateTimeZone zone, string unit)
    {
        var day = BruteForce.Day(facts, zone);
        var first = zone.AtStartOfDay(unit == "month" ? new LocalDate(day.Year, day.Month, 1) : day).ToInstant();
        return OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.ffffffo<m>").Format(first.WithOffset(Offset.Zero));
    }

    private static Sums Read(JsonNode row) => new(
        0, Seconds(row["duration"]), Seconds(row["billable_duration"]), Seconds(row["billed_duration"]));

    private static long Seconds(JsonNode? duration) => (long)duration!["total_seconds"]!;

    private static string Text(JsonNode? value) => value?.ToString() ?? "";

    private async Task<WireAnswer> AskAsync(WireRequest request)
    {
        var answer = await wire.RepeatAsync(request);
        return answer.Status == 200 ? answer : throw new InvalidOperationException($"{request} -> {answer}");
    }

    private void Compare(WireRequest request, WireAnswer answer, Dictionary<string, Sums> expected, Dictionary<string, Sums> found)
    {
        Interlocked.Increment(ref _compared);
        if (answer.Plan?.StartsWith("cells", StringComparison.Ordinal) == true)
        {
            Interlocked.Increment(ref _fromCells);
        }

        if (BruteForce.Differences(expected, found) is { Count: > 0 } differences)
        {
            findings.Add("report differs from its entries", $"{request} ({answer.Plan}): {differences.Count} groups, {string.Join("; ", differences.Take(3))}");
        }
    }
}

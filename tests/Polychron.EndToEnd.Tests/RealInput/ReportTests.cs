using System.Net;
using System.Text.Json.Nodes;
using Polychron.Testing.Server;
using Xunit.Abstractions;

namespace Polychron.EndToEnd.Tests.RealInput;

/// <summary>Reports over real input against sums that are made from its rows, outside of the product.</summary>
public class ReportTests(ImportedLog log, ITestOutputHelper output) : IClassFixture<ImportedLog>
{
    private const string Everyone = "include_team_members=1";

    [Fact]
    public async Task By_project_user_and_month_the_owner_sees_what_the_rows_add_up_to()
    {
        output.WriteLine($"note: {log.Rows.Count} entries of {log.People.Count} people from {log.Source}; {log.Refused.Count} rows refused");
        var expected = log.Rows
            .GroupBy(row => (Project: log.Projects[row.Project], User: $"/users/{log.People[row.Person].UserId}", row.Month))
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Seconds));
        using var owner = log.Installation.Owner();

        var lines = await ReportAsync(
            owner, $"{Everyone}&columns[]=project&columns[]=user&columns[]=timespan&timespan_grouping_mode=month");

        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.OrderBy(sum => $"{sum.Key}"),
            lines.ToDictionary(
                line => (Project: Self(line, "project"), User: Self(line, "user"), Month: ((string)line["start_date"]!)[..10]),
                line => (long)line["duration"]!).OrderBy(sum => $"{sum.Key}"));
    }

    [Fact]
    public async Task By_project_alone_the_sums_are_those_of_its_rows()
    {
        var expected = log.Rows.GroupBy(row => log.Projects[row.Project]).ToDictionary(group => group.Key, group => group.Sum(row => row.Seconds));
        using var owner = log.Installation.Owner();

        var lines = await ReportAsync(owner, $"{Everyone}&columns[]=project");

        Assert.Equal(
            expected.OrderBy(sum => sum.Key, StringComparer.Ordinal),
            lines.ToDictionary(line => Self(line, "project"), line => (long)line["duration"]!).OrderBy(sum => sum.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_grouping_adds_up_to_the_same_total()
    {
        using var owner = log.Installation.Owner();
        foreach (var columns in new[]
        {
            "columns[]=title", "columns[]=user", "columns[]=timespan&timespan_grouping_mode=day",
            "columns[]=timespan&timespan_grouping_mode=week", "columns[]=timespan&timespan_grouping_mode=year",
        })
        {
            var lines = await ReportAsync(owner, $"{Everyone}&{columns}");

            Assert.Equal(log.Rows.Sum(row => row.Seconds), lines.Sum(line => (long)line["duration"]!));
        }
    }

    [Fact]
    public async Task A_span_of_time_has_what_began_within_it()
    {
        var starts = log.Rows.Select(row => row.Start!.Value).Order().ToList();
        var (from, to) = (starts[starts.Count / 4], starts[starts.Count * 3 / 4]);
        using var owner = log.Installation.Owner();

        var lines = await ReportAsync(owner, $"{Everyone}&columns[]=title&start_date_min={from:s}Z&start_date_max={to:s}Z");

        Assert.Equal(
            log.Rows.Where(row => row.Start >= from && row.Start <= to).GroupBy(row => row.Phase)
                .ToDictionary(group => group.Key, group => group.Sum(row => row.Seconds)).OrderBy(sum => sum.Key, StringComparer.Ordinal),
            lines.ToDictionary(line => (string)line["title"]!, line => (long)line["duration"]!).OrderBy(sum => sum.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_member_sees_the_sum_of_their_own_rows_and_no_others()
    {
        var busiest = log.Rows.GroupBy(row => row.Person).MaxBy(group => group.Count())!;
        using var member = log.Installation.Server.Client(log.People[busiest.Key].Token);

        var lines = await ReportAsync(member, $"{Everyone}&columns[]=project");

        Assert.Equal(busiest.Sum(row => row.Seconds), lines.Sum(line => (long)line["duration"]!));
    }

    [Fact]
    public async Task The_list_has_every_row_once()
    {
        using var owner = log.Installation.Owner();
        var starts = new List<DateTime>();
        for (var page = 1; ; page++)
        {
            var answer = (await owner.GetAsync($"{Installation.Timing}/time-entries?{Everyone}&per_page=250&page={page}"))
                .Expect(HttpStatusCode.OK).Json;
            starts.AddRange(answer["data"]!.AsArray().Select(entry => DateTimeOffset.Parse((string)entry!["start_date"]!).UtcDateTime));
            if (page >= (int)answer["meta"]!["last_page"]!)
            {
                Assert.Equal(log.Rows.Count, (int)answer["meta"]!["total"]!);
                break;
            }
        }

        Assert.Equal(log.Rows.Select(row => row.Start!.Value).OrderDescending(), starts);
    }

    [Fact]
    public void Rows_without_a_date_or_from_the_year_16_are_refused_by_their_dates()
    {
        Assert.Contains(log.Refused, refused => refused.Row.Start is null && refused.Reason == "start_date end_date");
        Assert.Contains(log.Refused, refused => refused.Row.Start?.Year == 16 && refused.Reason == "start_date");
        Assert.All(log.Refused, refused => Assert.True(refused.Row.Start is null or { Year: < 1900 }, $"{refused}"));
        Assert.All(log.Rows, row => Assert.NotNull(row.Start));
    }

    private static async Task<List<JsonNode>> ReportAsync(ApiClient client, string query) =>
        [.. (await client.GetAsync($"{Installation.Timing}/report?{query}")).Expect(HttpStatusCode.OK).Json["data"]!.AsArray().Select(line => line!)];

    private static string Self(JsonNode line, string column) => (string)line[column]!["self"]!;
}

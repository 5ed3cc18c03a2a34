using System.Text;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Import.Csv;
using Polychron.Import.Tests.Support;

namespace Polychron.Import.Tests.Formats;

/// <summary>Detailed reports of Toggl Track: the columns of its help ("Editing and uploading a CSV file") and of its exports.</summary>
public class TogglTests
{
    private const string Header =
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (USD)";

    private const string Row =
        "Grace,grace@example.com,Acme,Website,Design,\"Homepage, copy\",Yes,2024-01-05,09:00:00,2024-01-05,10:30:00,01:30:00,\"copy, review\",120.00";

    [Fact]
    public async Task A_row_becomes_an_entry_with_all_that_it_says()
    {
        using var world = await ImportWorld.CreateAsync();

        var (summary, _) = await world.ImportAsync("toggl-csv", $"{Header}\n{Row}\n", options => options with { Zone = "Europe/Berlin" });

        Assert.Equal((1, 1, 0, 0), (summary.Rows, summary.Imported, summary.Known, summary.Rejected));
        Assert.Equal((1, 1, 2, 2), (summary.People, summary.Made.Clients, summary.Made.Projects, summary.Made.Labels));
        var entry = Assert.Single(await world.EntriesAsync());
        var picture = await world.PictureAsync();
        Assert.Equal(Instant.FromUtc(2024, 1, 5, 8, 0), entry.Start);
        Assert.Equal(Instant.FromUtc(2024, 1, 5, 9, 30), entry.End);
        Assert.Equal(5_400, entry.DurationSeconds);
        Assert.Equal("Homepage, copy", entry.Title);
        Assert.Equal(BillingStatus.Billable, entry.BillingStatus);
        Assert.Equal(["Website", "Design"], picture.Projects.Chain(picture.Projects.Find(entry.ProjectId!.Value)!).Select(project => project.Title));
        Assert.Equal("Acme", picture.Clients[picture.Projects.Find(entry.ProjectId!.Value)!.ClientId!.Value].Name);
        Assert.Equal(["copy", "review"], entry.LabelIds.Select(id => picture.Labels[id].Name).Order());
        Assert.Equal(("Grace", "grace@example.com"), (picture.Members[entry.UserId].Name, picture.Members[entry.UserId].Email));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    public async Task Encodings_with_and_without_a_byte_order_mark_are_read(string name, bool mark)
    {
        using var world = await ImportWorld.CreateAsync();
        var encoding = Encoding.GetEncoding(name);
        var file = encoding.GetBytes($"{Header}\r\n{Row.Replace("Homepage", "Größe ☕", StringComparison.Ordinal)}\r\n");

        await world.ImportAsync(world.Store, "toggl-csv", mark ? [.. encoding.GetPreamble(), .. file] : file);

        Assert.Equal("Größe ☕, copy", Assert.Single(await world.EntriesAsync()).Title);
    }

    [Fact]
    public async Task Another_encoding_is_named_and_without_its_name_the_row_is_rejected_and_not_garbled()
    {
        using var world = await ImportWorld.CreateAsync();
        var file = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes($"{Header}\n{Row.Replace("Homepage", "Größe", StringComparison.Ordinal)}\n");

        var (_, told) = await world.ImportAsync(world.Store, "toggl-csv", file);
        Assert.Contains("windows-1252", Assert.Single(told.Rejections).Reason, StringComparison.Ordinal);

        await world.ImportAsync(world.Store, "toggl-csv", file, options => options with { Encoding = "windows-1252" });
        Assert.Equal("Größe, copy", Assert.Single(await world.EntriesAsync()).Title);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task Other_delimiters_are_found_out(char delimiter)
    {
        using var world = await ImportWorld.CreateAsync();
        var text = $"{Header}\n{Row.Replace("\"copy, review\"", "copy", StringComparison.Ordinal).Replace("\"Homepage, copy\"", "Homepage", StringComparison.Ordinal)}\n";

        await world.ImportAsync("toggl-csv", text.Replace(',', delimiter));

        Assert.Equal("Homepage", Assert.Single(await world.EntriesAsync()).Title);
    }

    [Fact]
    public async Task A_description_of_several_lines_is_a_title_and_notes_and_lines_are_still_counted()
    {
        using var world = await ImportWorld.CreateAsync();
        var several = Row.Replace("Homepage, copy", "First line\r\nsecond, \"\"quoted\"\" line", StringComparison.Ordinal);
        var bad = Row.Replace("2024-01-05,09:00:00", "yesterday,09:00:00", StringComparison.Ordinal);

        var (summary, told) = await world.ImportAsync("toggl-csv", $"{Header}\r\n{several}\r\n\r\n{bad}\r\n");

        var entry = Assert.Single(await world.EntriesAsync());
        Assert.Equal(("First line", "First line\r\nsecond, \"quoted\" line"), (entry.Title, entry.Notes));
        Assert.Equal((2, 1), (summary.Rows, summary.Rejected));
        var rejection = Assert.Single(told.Rejections);
        Assert.Equal((5, "Start date"), (rejection.Line, rejection.Column));
        Assert.Contains("'yesterday' is no date", rejection.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_columns_of_toggls_own_import_suffice_in_any_order()
    {
        using var world = await ImportWorld.CreateAsync();

        await world.ImportAsync("toggl-csv", "Duration,start time,START DATE,Email\n00:45:00,23:30:00,2024-01-05,grace@example.com\n");

        var entry = Assert.Single(await world.EntriesAsync());
        Assert.Equal((Instant.FromUtc(2024, 1, 5, 23, 30), Instant.FromUtc(2024, 1, 6, 0, 15), 2_700), (entry.Start, entry.End, entry.DurationSeconds));
        Assert.Null(entry.ProjectId);
    }

    [Fact]
    public async Task The_hour_that_occurs_twice_is_told_by_the_duration()
    {
        using var world = await ImportWorld.CreateAsync();
        const string Night = "Grace,grace@example.com,,,,Release,No,2024-10-27,01:30:00,2024-10-27,02:30:00,02:00:00,,";

        await world.ImportAsync("toggl-csv", $"{Header}\n{Night}\n", options => options with { Zone = "Europe/Berlin" });

        var entry = Assert.Single(await world.EntriesAsync());
        Assert.Equal((Duration.FromHours(2), 7_200), (entry.End!.Value - entry.Start, entry.DurationSeconds));
    }

    [Fact]
    public async Task A_rounded_duration_is_a_fact_beside_its_clock_times()
    {
        using var world = await ImportWorld.CreateAsync();

        await world.ImportAsync("toggl-csv", $"{Header}\n{Row.Replace("01:30:00", "02:00:00", StringComparison.Ordinal)}\n");

        var entry = Assert.Single(await world.EntriesAsync());
        Assert.Equal((Duration.FromMinutes(90), 7_200), (entry.End!.Value - entry.Start, entry.DurationSeconds));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("Name,Hours\nAda,3\n", "'Start date', 'Start time', 'Duration'")]
    [InlineData("Start date,Start time,Duration,Start date\n", "'Start date' 2 times")]
    public async Task A_file_that_is_none_of_the_format_is_refused_as_a_whole(string text, string reason)
    {
        using var world = await ImportWorld.CreateAsync();

        var refusal = await Assert.ThrowsAsync<FileRefusedException>(() => world.ImportAsync("toggl-csv", text));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}

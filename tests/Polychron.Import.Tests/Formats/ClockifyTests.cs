using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Import.Csv;
using Polychron.Import.Tests.Support;
using Polychron.Import.Values;

namespace Polychron.Import.Tests.Formats;

/// <summary>Detailed reports of Clockify: the columns and the example of its help ("Import timesheets"), and of its exports.</summary>
public class ClockifyTests
{
    private const string Header =
        "\"Project\",\"Client\",\"Description\",\"Task\",\"User\",\"Group\",\"Email\",\"Tags\",\"Billable\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"Duration (h)\",\"Duration (decimal)\",\"Billable Rate (USD)\",\"Billable Amount (USD)\"";

    [Fact]
    public async Task A_row_with_twelve_hour_times_and_months_first_becomes_an_entry()
    {
        using var world = await ImportWorld.CreateAsync();
        const string Row = "\"Website\",\"Acme\",\"Docs\",\"\",\"Grace\",\"\",\"grace@example.com\",\"docs, csv\",\"Yes\",\"01/15/2024\",\"09:00:00 AM\",\"01/15/2024\",\"01:30:00 PM\",\"04:30:00\",\"4.50\",\"50.00\",\"225.00\"";

        var (summary, _) = await world.ImportAsync("clockify-csv", $"{Header}\n{Row}\n");

        Assert.Equal(1, summary.Imported);
        var entry = Assert.Single(await world.EntriesAsync());
        Assert.Equal((Instant.FromUtc(2024, 1, 15, 9, 0), Instant.FromUtc(2024, 1, 15, 13, 30)), (entry.Start, entry.End));
        Assert.Equal((16_200, 5_000, BillingStatus.Billable), (entry.DurationSeconds, entry.HourRate, entry.BillingStatus));
    }

    [Fact]
    public async Task The_example_of_the_help_is_imported_whole()
    {
        using var world = await ImportWorld.CreateAsync();
        const string Example = """
            Project,Client,Description,Task,Email,Tags,Billable,Start Date,Start Time,Duration (h)
            PTO,Sol-Tech,Time off,Vacation,james@example.com,,No,08/31/2019,9:00 AM,8:00
            GS-100,Global Solutions,Feature development,Development,dale@example.com,,Yes,08/31/2019,9:00 AM,8:00
            CT-200,California Tech,Wireframing,Design,ivy@example.com,€,Yes,08/30/2019,3:00 PM,2:00
            """;

        var (summary, _) = await world.ImportAsync("clockify-csv", Example);

        Assert.Equal((3, 0, 3), (summary.Imported, summary.Rejected, summary.People));
        Assert.Equal([7_200L, 28_800, 28_800], (await world.EntriesAsync()).Select(entry => entry.DurationSeconds));
    }

    [Fact]
    public async Task A_compact_duration_gives_way_to_the_clock_times_that_it_rounds()
    {
        using var world = await ImportWorld.CreateAsync();
        const string Row = "\"Website\",\"\",\"Call\",\"\",\"Grace\",\"\",\"grace@example.com\",\"\",\"Yes\",\"22/06/2024\",\"10:00:10\",\"22/06/2024\",\"10:13:50\",\"0:13\",\"0.22\",\"0.00\",\"0.00\"";

        await world.ImportAsync("clockify-csv", $"{Header}\n{Row}\n");

        Assert.Equal(820, Assert.Single(await world.EntriesAsync()).DurationSeconds);
    }

    [Fact]
    public async Task Without_times_of_day_an_entry_is_a_day_and_hours()
    {
        using var world = await ImportWorld.CreateAsync();

        await world.ImportAsync(
            "clockify-csv",
            "Project,Description,User,Email,Billable,Start Date,Duration (h)\nWebsite,Edits,Grace,grace@example.com,No,2024-12-01,07:30:00\n",
            options => options with { Zone = "Europe/Berlin" });

        var entry = Assert.Single(await world.EntriesAsync());
        Assert.True(entry.IsDayOnly);
        Assert.Equal((Instant.FromUtc(2024, 11, 30, 23, 0), 27_000, BillingStatus.NotBillable), (entry.Start, entry.DurationSeconds, entry.BillingStatus));
    }

    [Fact]
    public async Task What_is_no_work_is_left_out_and_what_was_invoiced_is_billed()
    {
        using var world = await ImportWorld.CreateAsync();
        const string Text = """
            Project,Email,Type,Billable,Invoiced,Start Date,Start Time,Duration (h)
            Website,grace@example.com,Regular,Yes,Yes,2024-02-19,15:00,3:00
            Website,grace@example.com,Break,No,No,2024-02-19,12:00,0:30
            """;

        var (_, told) = await world.ImportAsync("clockify-csv", Text);

        var entry = Assert.Single(await world.EntriesAsync());
        Assert.Equal(BillingStatus.Billed, entry.BillingStatus);
        Assert.NotNull(entry.BilledAt);
        Assert.Equal((3, "Type"), (Assert.Single(told.Rejections).Line, told.Rejections[0].Column));
    }

    [Fact]
    public async Task A_rate_in_another_currency_is_not_taken_for_one_in_the_workspaces()
    {
        using var world = await ImportWorld.CreateAsync();

        await world.ImportAsync(
            "clockify-csv", "Email,Start Date,Start Time,Duration (h),Billable Rate (EUR)\ngrace@example.com,2024-02-19,15:00,3:00,90\n");

        Assert.Equal(0, Assert.Single(await world.EntriesAsync()).HourRate);
    }

    [Fact]
    public async Task Dates_that_can_be_read_both_ways_are_refused_unless_another_date_or_the_caller_tells()
    {
        using var world = await ImportWorld.CreateAsync();
        const string Text = "Email,Start Date,Start Time,Duration (h)\ngrace@example.com,01/02/2024,15:00,3:00\n";

        var refusal = await Assert.ThrowsAsync<FileRefusedException>(() => world.ImportAsync("clockify-csv", Text));
        Assert.Contains("mdy or dmy", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await world.EntriesAsync());

        await world.ImportAsync("clockify-csv", Text, options => options with { Dates = DateOrder.DayFirst });
        Assert.Equal(Instant.FromUtc(2024, 2, 1, 15, 0), Assert.Single(await world.EntriesAsync()).Start);

        await world.ImportAsync("clockify-csv", Text.Replace("15:00", "16:00", StringComparison.Ordinal) + "grace@example.com,12/31/2024,15:00,3:00\n");
        Assert.Contains(await world.EntriesAsync(), entry => entry.Start == Instant.FromUtc(2024, 1, 2, 16, 0));
    }
}

using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Import.Tests.Support;

namespace Polychron.Import.Tests.Formats;

/// <summary>Polychron's own columns, as its README lists them.</summary>
public class PlainTests
{
    [Fact]
    public async Task Every_column_is_read()
    {
        using var world = await ImportWorld.CreateAsync();
        const string Text = """
            id,email,user,client,project,task,title,notes,labels,start,end,duration,estimate,billing_status,hour_rate
            T-1,grace@example.com,Grace,Acme,Website,Design,Draft,"two
            lines",copy;review,2024-03-01T09:00:00+01:00,2024-03-01T10:00:00+01:00,0:45:00,1.5,paid,99.50
            """;

        await world.ImportAsync("csv", Text);

        var entry = Assert.Single(await world.EntriesAsync());
        Assert.Equal((Instant.FromUtc(2024, 3, 1, 8, 0), Instant.FromUtc(2024, 3, 1, 9, 0)), (entry.Start, entry.End));
        Assert.Equal((2_700, 5_400, 9_950), (entry.DurationSeconds, entry.EstimatedSeconds, entry.HourRate));
        Assert.Equal(("T-1", "Draft", "two\nlines", BillingStatus.Paid), (entry.ExternalId, entry.Title, entry.Notes?.ReplaceLineEndings("\n"), entry.BillingStatus));
        Assert.Equal(2, entry.LabelIds.Count);
    }

    [Fact]
    public async Task People_are_found_by_address_and_by_name_and_a_row_without_either_is_the_owners()
    {
        using var world = await ImportWorld.CreateAsync();
        const string Text = """
            email,user,start,seconds
            ADA@example.com,,2024-03-01 09:00,60
            ,ada,2024-03-01 10:00,60
            ,,2024-03-01 11:00,60
            ,Grace Hopper,2024-03-01 12:00,60
            ,GRACE HOPPER,2024-03-01 13:00,60
            """;

        var (summary, _) = await world.ImportAsync("csv", Text);
        await world.ImportAsync("csv", "user,start,seconds\nGrace Hopper,2024-03-02 09:00,60\n");

        Assert.Equal(1, summary.People);
        var byUser = (await world.EntriesAsync()).GroupBy(entry => entry.UserId).ToList();
        Assert.Equal([3, 3], byUser.Select(group => group.Count()));
        var grace = (await world.PictureAsync()).Members.Values.Single(member => member.Name == "Grace Hopper");
        Assert.EndsWith("@import.invalid", grace.Email, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start,seconds\n1899-12-31 23:59,60\n", "start")]
    [InlineData("start,seconds\n,60\n", "start")]
    [InlineData("start,end\n2024-03-01 09:00,2024-03-01 08:00\n", "end")]
    [InlineData("start,end\n2024-03-01 09:00,2026-03-01 08:00\n", "end")]
    [InlineData("start,end\n2024-03-01 09:00,\n", "end")]
    [InlineData("start,duration\n2024-03-01 09:00,soon\n", "duration")]
    [InlineData("start,seconds,email\n2024-03-01 09:00,60,nobody\n", "email")]
    [InlineData("start,seconds,billing_status\n2024-03-01 09:00,60,maybe\n", "billing_status")]
    [InlineData("start,seconds,hour_rate\n2024-03-01 09:00,60,-1\n", "hour_rate")]
    [InlineData("start,seconds,task\n2024-03-01 09:00,60,Design\n", "project")]
    [InlineData("start,seconds,title\n2024-03-01 09:00,60,a\"b\n", "")]
    [InlineData("start,seconds\n2024-03-01 09:00,60,more,and,more\n", "")]
    public async Task What_is_wrong_is_told_with_line_and_column_and_the_rest_goes_on(string text, string column)
    {
        using var world = await ImportWorld.CreateAsync();

        var (summary, told) = await world.ImportAsync("csv", $"{text}2024-03-05 09:00,{(text.Contains("end", StringComparison.Ordinal) ? "2024-03-05 10:00" : "60")}\n");

        Assert.Equal((2, 1, 1), (summary.Rows, summary.Imported, summary.Rejected));
        Assert.Equal((2, column), (Assert.Single(told.Rejections).Line, told.Rejections[0].Column));
        Assert.NotEmpty(told.Rejections[0].Reason);
    }

    [Fact]
    public async Task Texts_that_are_too_long_are_rejected_and_make_nothing()
    {
        using var world = await ImportWorld.CreateAsync();
        var text = $"start,seconds,title,notes,project,client,labels,id\n"
            + $"2024-03-01 09:00,60,{new string('t', 1_001)}\n"
            + $"2024-03-01 09:00,60,,{new string('n', 10_001)}\n"
            + $"2024-03-01 09:00,60,,,{new string('p', 501)},New client\n"
            + $"2024-03-01 09:00,60,,,New project,{new string('c', 256)}\n"
            + $"2024-03-01 09:00,60,,,New project,,{new string('l', 256)}\n"
            + $"2024-03-01 09:00,60,,,,,,{new string('i', 256)}\n";

        var (summary, told) = await world.ImportAsync("csv", text);

        Assert.Equal((0, 6), (summary.Imported, summary.Rejected));
        Assert.Equal(["title", "notes", "project", "client", "labels", "id"], told.Rejections.Select(rejection => rejection.Column));
        var picture = await world.PictureAsync();
        Assert.Equal((0, 0, 0), (picture.Projects.Count, picture.Clients.Count, picture.Labels.Count));
    }
}

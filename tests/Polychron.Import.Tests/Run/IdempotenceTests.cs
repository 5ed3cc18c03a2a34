using System.Text;
using Polychron.Import.Csv;
using Polychron.Import.Tests.Support;

namespace Polychron.Import.Tests.Run;

/// <summary>A row is imported once, whatever file it comes in, and however often.</summary>
public class IdempotenceTests
{
    private const string Header = "email,project,labels,title,start,seconds\n";

    [Fact]
    public async Task Importing_twice_changes_nothing()
    {
        using var world = await ImportWorld.CreateAsync();
        var text = Header + Rows(0, 1_200);
        var (first, _) = await world.ImportAsync("csv", text);
        var sequence = (await world.PictureAsync()).Sequence;

        var (second, _) = await world.ImportAsync("csv", text);

        Assert.Equal((1_200, 0), (first.Imported, first.Known));
        Assert.Equal((0, 1_200, 0), (second.Imported, second.Known, second.People));
        Assert.Equal(sequence, (await world.PictureAsync()).Sequence);
    }

    [Fact]
    public async Task A_later_export_that_overlaps_adds_what_is_new_whatever_its_order_and_columns()
    {
        using var world = await ImportWorld.CreateAsync();
        await world.ImportAsync("csv", Header + Rows(0, 30));
        var lines = Rows(20, 20).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',')).Select(cells => $"{cells[5]};{cells[0]};{cells[1]};x;{cells[4]};{cells[2]};{cells[3]}").Reverse();

        var (summary, _) = await world.ImportAsync("csv", $"seconds;email;project;unknown;start;labels;title\n{string.Join("\r\n", lines)}");

        Assert.Equal((10, 10), (summary.Imported, summary.Known));
        Assert.Equal(40, (await world.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Equal_rows_of_one_file_are_as_many_entries_and_stay_as_many()
    {
        using var world = await ImportWorld.CreateAsync();
        var row = Rows(0, 1);

        var (first, _) = await world.ImportAsync("csv", Header + row + row + row);
        var (second, _) = await world.ImportAsync("csv", Header + row + row + row + row);

        Assert.Equal(3, first.Imported);
        Assert.Equal((1, 3), (second.Imported, second.Known));
        Assert.Equal(4, (await world.EntriesAsync()).Count);
    }

    [Fact]
    public async Task What_was_changed_or_deleted_since_does_not_come_back()
    {
        using var world = await ImportWorld.CreateAsync();
        await world.ImportAsync("csv", Header + Rows(0, 3));
        var entries = await world.EntriesAsync();
        var owner = (await world.PictureAsync()).Workspace!.OwnerUserId;
        await world.Log.WriteAsync(world.WorkspaceId, owner, async transaction =>
        {
            transaction.Delete((await transaction.FindEntryAsync(entries[0].Id))!);
            var before = (await transaction.FindEntryAsync(entries[1].Id))!;
            return transaction.Update(before, before with { Title = "Something else", Start = before.Start.Plus(NodaTime.Duration.FromDays(1)) });
        });

        var (summary, _) = await world.ImportAsync("csv", Header + Rows(0, 3));

        Assert.Equal((0, 3), (summary.Imported, summary.Known));
        Assert.Equal(2, (await world.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Several_imports_of_one_file_at_the_same_time_on_several_instances_make_each_row_once()
    {
        using var world = await ImportWorld.CreateAsync();
        var file = Encoding.UTF8.GetBytes(Header + Rows(0, 2_000));

        var summaries = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.ImportAsync(world.Store, "csv", file))));

        Assert.Equal(2_000, summaries.Sum(done => done.Summary.Imported));
        Assert.All(summaries, done => Assert.Equal(2_000, done.Summary.Imported + done.Summary.Known));
        var entries = await world.EntriesAsync();
        Assert.Equal(2_000, entries.Select(entry => entry.Title).Distinct().Count());
        Assert.Equal(2_000, entries.Count);
        var picture = await world.PictureAsync();
        Assert.Equal(2_000, picture.UserTallies.Values.Sum(tally => tally.Count));
        Assert.Equal(4, picture.Projects.Count);
        Assert.Equal(6, picture.Members.Count);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_and_tells_what_the_import_then_does()
    {
        using var world = await ImportWorld.CreateAsync();
        await world.ImportAsync("csv", Header + Rows(0, 10));
        var text = Header + Rows(5, 700) + "bad@,x,y,z,2024-01-01,1\n,,,,1800-01-01 00:00,5\n";
        var sequence = (await world.PictureAsync()).Sequence;

        var (foretold, told) = await world.ImportAsync("csv", text, options => options with { IsDryRun = true });

        Assert.Equal(sequence, (await world.PictureAsync()).Sequence);
        Assert.Equal((702, 695, 5, 2), (foretold.Rows, foretold.Imported, foretold.Known, foretold.Rejected));
        var (done, reallyTold) = await world.ImportAsync("csv", text);
        Assert.Equal(foretold, done);
        Assert.Equal(told.Rejections, reallyTold.Rejections);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_ends_the_import_with_what_was_before_it_and_not_the_memory()
    {
        using var world = await ImportWorld.CreateAsync();
        var endless = string.Join('\n', Enumerable.Repeat(new string('x', 1_000), 5_000));

        var refusal = await Assert.ThrowsAsync<FileRefusedException>(
            () => world.ImportAsync("csv", $"{Header}{Rows(0, 7)}ada@example.com,\"{endless}"));

        Assert.Contains("line 9", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(7, (await world.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Only_an_active_workspace_is_imported_into()
    {
        using var world = await ImportWorld.CreateAsync();
        var owner = (await world.PictureAsync()).Workspace!.OwnerUserId;
        await world.Log.WriteAsync(world.WorkspaceId, owner, transaction =>
        {
            var before = transaction.Picture.Workspace!;
            return ValueTask.FromResult(transaction.Update(before, before with { BillingState = Domain.Workspaces.BillingState.ReadOnly }));
        });

        foreach (var isDryRun in new[] { false, true })
        {
            var refusal = await Assert.ThrowsAsync<Domain.Errors.DomainException>(
                () => world.ImportAsync("csv", Header + Rows(0, 7), options => options with { IsDryRun = isDryRun }));

            Assert.Equal(Domain.Errors.DomainErrorKind.BillingReadOnly, refusal.Kind);
        }
    }

    /// <summary>Rows of five people, four projects and three labels, each with a title of its own.</summary>
    internal static string Rows(int from, int count)
    {
        var text = new StringBuilder();
        for (var i = from; i < from + count; i++)
        {
            text.Append($"person{i % 5}@example.com,Project {i % 4},label {i % 3},row {i},2024-01-{1 + i % 28:00} {i % 24:00}:{i % 60:00},{60 + i}\n");
        }

        return text.ToString();
    }
}

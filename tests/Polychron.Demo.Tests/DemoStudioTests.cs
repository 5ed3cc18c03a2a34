using NodaTime;
using Polychron.Demo.Command;
using Polychron.Demo.Fill;
using Polychron.Demo.Studio;
using Polychron.Dialects;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Workspaces;
using Polychron.Storage.Log;
using Polychron.Storage.Sqlite;
using Polychron.Storage.UserDirectory;
using Polychron.Testing;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Demo.Tests;

/// <summary>What the demo makes of an empty store.</summary>
public sealed class DemoStudioTests : IDisposable
{
    private static readonly LocalDate End = new(2024, 3, 1);
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _parts = [];

    [Fact]
    public async Task A_store_has_people_trees_rates_budgets_and_running_timers_and_a_second_fill_is_refused_unless_asked_for()
    {
        var (studio, log) = Open("a");
        var made = await studio.FillAsync(new DemoOptions(1, End, AddsToOtherData: false));

        var picture = (await log.OpenAsync(made.WorkspaceId)).Picture;
        Assert.Equal(12, picture.Members.Count);
        Assert.Equal(3, picture.Running.Count);
        Assert.All(picture.Running.Values, entry => Assert.True(entry.Start <= Instant.FromUtc(2024, 3, 1, 12, 0)));
        Assert.Equal(8, picture.Clients.Count);
        Assert.Equal(Portfolio.Jobs.Count, picture.Projects.Roots.Count());
        Assert.Equal(Portfolio.Jobs.Sum(job => 1 + job.Parts.Count), picture.Projects.Count);
        Assert.Equal(Words.Labels.Sum(group => 1 + group.Labels.Length), picture.Labels.Count);
        Assert.Contains(picture.Projects.Roots, project => project.Budget.Amount > 0);
        Assert.Equal(made.Entries, picture.ProjectTallies.Values.Sum(tally => tally.Count));
        var entries = await EntriesAsync(log, made.WorkspaceId);
        Assert.Equal(made.Entries, entries.Count);
        Assert.True(entries.Where(entry => !entry.IsDayOnly && entry.HourRate == 0).All(entry => IsInternal(picture, entry)));
        Assert.All(entries, entry => Assert.True(entry.InternalHourRate > 0));

        var refusal = await Assert.ThrowsAsync<DomainException>(() => studio.FillAsync(new DemoOptions(1, End, AddsToOtherData: false)));
        Assert.Equal(DomainErrorKind.Conflict, refusal.Kind);
        var second = await studio.FillAsync(new DemoOptions(1, End, AddsToOtherData: true));
        Assert.NotEqual(made.WorkspaceId, second.WorkspaceId);
        Assert.Equal(entries.ConvertAll(Plain), (await EntriesAsync(log, second.WorkspaceId)).ConvertAll(Plain));
    }

    [Fact]
    public async Task The_same_seed_fills_two_stores_with_the_same_entries()
    {
        var (one, oneLog) = Open("one");
        var (other, otherLog) = Open("other");
        var first = await one.FillAsync(new DemoOptions(5, End, AddsToOtherData: false));
        var second = await other.FillAsync(new DemoOptions(5, End, AddsToOtherData: false));

        // The numbers of things are the same too, since all of them were made in the same order.
        Assert.Equal(
            (await EntriesAsync(oneLog, first.WorkspaceId)).ConvertAll(entry => $"{entry.Id} {entry.UserId} {entry.ProjectId} {Plain(entry)}"),
            (await EntriesAsync(otherLog, second.WorkspaceId)).ConvertAll(entry => $"{entry.Id} {entry.UserId} {entry.ProjectId} {Plain(entry)}"));
        Assert.NotEqual(first.Token, second.Token);
    }

    [Fact]
    public async Task An_end_in_the_future_is_refused()
    {
        var (studio, _) = Open("future");

        await Assert.ThrowsAsync<DomainException>(() => studio.FillAsync(new DemoOptions(1, End.PlusDays(1), AddsToOtherData: false)));
    }

    [Fact]
    public void The_text_has_a_line_for_each_api_that_there_is()
    {
        var text = DemoText.Of(
            new DemoMade(3, "pcn_token", 12, 79, 29_000, new LocalDate(2022, 3, 1)),
            new DemoOptions(1, End, AddsToOtherData: false),
            TimeSpan.FromSeconds(4.56),
            "Polychron__DataPath='/data' dotnet run",
            "http://127.0.0.1:7071",
            [new DialectDescription("One", "/one", "-H \"A: $TOKEN\"", null, "/x"), new DialectDescription("Two", "/two", "-u \"$TOKEN:\"")]);

        Assert.Contains("Workspace 3 has 12 people, 79 projects and 29,000 entries from 2022-03-01 to 2024-03-01, made in 4.6 s.", text, StringComparison.Ordinal);
        Assert.Contains("  Polychron__DataPath='/data' dotnet run", text, StringComparison.Ordinal);
        Assert.Contains("  TOKEN=pcn_token", text, StringComparison.Ordinal);
        Assert.Contains("  curl -H \"A: $TOKEN\" 'http://127.0.0.1:7071/one/x'", text, StringComparison.Ordinal);
        Assert.Contains("  curl -u \"$TOKEN:\" 'http://127.0.0.1:7071/two'", text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _parts.AsEnumerable().Reverse().ToList().ForEach(part => part.Dispose());
        _folder.Dispose();
    }

    private (DemoStudio Studio, WorkspaceLog Log) Open(string name)
    {
        var random = new SystemRandomSource();
        var time = new ManualTime();
        var clock = new TimeProviderClock(time);
        var storage = SqliteStorage.Open(Path.Combine(_folder.Path, name), time);
        ITableStore store = storage.Tables;
        var directory = new TableDirectory(store, random, clock);
        _parts.AddRange([storage, directory]);
        var log = new WorkspaceLog(store, random, clock, time);
        return (new DemoStudio(directory, log, random, clock), log);
    }

    private static async Task<List<Entry>> EntriesAsync(IWorkspaceLog log, long workspaceId)
    {
        var found = new List<Entry>();
        await foreach (var page in (await log.OpenAsync(workspaceId)).ScanEntriesAsync(new EntryScan(EntryIndex.Everyone)))
        {
            found.AddRange(page);
        }

        return found;
    }

    private static bool IsInternal(WorkspacePicture picture, Entry entry) =>
        picture.Projects.Chain(picture.Projects.Find(entry.ProjectId!.Value)!)[0].Title == Portfolio.Internal;

    private static string Plain(Entry entry) =>
        $"{entry.Start} {entry.End} {entry.DurationSeconds} {entry.Title} {entry.Notes} {entry.BillingStatus} {entry.HourRate} {entry.EstimatedSeconds} {entry.IsRunning} {entry.LabelIds.Count}";
}

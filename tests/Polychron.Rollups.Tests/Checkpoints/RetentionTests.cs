using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Operator;
using Polychron.Operator.Maintenance;
using Polychron.Settings;
using Polychron.Rollups.Checkpoints;
using Polychron.Rollups.Tests.Support;
using Polychron.Testing.Storage;
using Polychron.UseCases.Changes;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Records;

namespace Polychron.Rollups.Tests.Checkpoints;

public sealed class RetentionTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 10, 9, 0);

    [Fact]
    public async Task Records_older_than_the_time_go_and_younger_ones_stay()
    {
        var world = await WorldAsync(old: 5, young: 3);
        await world.Compactor.RunAsync(RollupWorld.Id);
        var before = await LogAsync(world);
        await TrimAsync(world, days: 30);

        Assert.Equal(before.TakeLast(3).Select(record => record.Sequence), (await LogAsync(world)).Select(record => record.Sequence));
        Assert.Equal(8, (await world.EntriesAsync()).Count);
    }

    [Fact]
    public async Task No_record_goes_before_each_follower_has_read_it()
    {
        var world = await WorldAsync(old: 5, young: 0);
        await TrimAsync(world, days: 7);
        Assert.Equal(1, (await LogAsync(world))[0].Sequence);

        await world.Compactor.RunAsync(RollupWorld.Id);
        var last = (await LogAsync(world))[^1].Sequence;
        await TrimAsync(world, days: 7, new NewsTests.Follower(last - 3));
        Assert.Equal([last - 2, last - 1, last], (await LogAsync(world)).Select(record => record.Sequence));
    }

    [Fact]
    public async Task The_newest_record_stays_whatever_its_age()
    {
        var world = await WorldAsync(old: 5, young: 0);
        await world.Compactor.RunAsync(RollupWorld.Id);
        await TrimAsync(world, days: 7);

        Assert.Single(await LogAsync(world));
    }

    [Fact]
    public async Task An_instance_that_slept_sees_all_that_was_written_meanwhile()
    {
        var world = await WorldAsync(old: 1, young: 0);
        var reading = world.Other();
        var writing = world.Other();
        await reading.Log.OpenAsync(RollupWorld.Id);
        await writing.Log.OpenAsync(RollupWorld.Id);
        for (var i = 0; i < 5; i++)
        {
            await world.AddAsync(Start);
        }

        await world.WriteAsync(transaction => transaction.Create(Testing.Domain.Samples.Project(0, "New")));
        world.Time.Advance(TimeSpan.FromDays(90));
        await world.Compactor.RunAsync(RollupWorld.Id);
        await TrimAsync(world, days: 7);
        Assert.Single(await LogAsync(world));

        var picture = (await reading.Log.OpenAsync(RollupWorld.Id)).Picture;
        Assert.Equal(6, picture.UserTallies[1].Count);
        Assert.Contains(picture.Projects.All, project => project.Title == "New");
        await writing.AddAsync(Start);
        Assert.Equal(7, (await reading.Log.OpenAsync(RollupWorld.Id)).Picture.UserTallies[1].Count);
    }

    [Fact]
    public async Task A_large_write_that_was_not_finished_is_finished_before_its_records_go()
    {
        var world = await WorldAsync(old: 1, young: 0);
        var dying = world.Other(new CrashingTableStore(world.Tables, commitsBeforeCrash: 3));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => dying.WriteAsync(transaction =>
        {
            for (var i = 0; i < 100; i++)
            {
                transaction.Create(Testing.Domain.Samples.Entry(0, Start, Start + Duration.FromHours(1)));
            }

            return true;
        }));
        world.Time.Advance(TimeSpan.FromDays(90));
        await world.Other().Compactor.RunAsync(RollupWorld.Id);
        await TrimAsync(world.Other(), days: 7);

        Assert.Equal(101, (await world.Other().EntriesAsync()).Count);
        Assert.Equal(101, (await world.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Interrupted_anywhere_it_leaves_a_log_without_a_hole()
    {
        for (var commits = 0; commits < 4; commits++)
        {
            var world = await WorldAsync(old: 250, young: 2);
            await world.Compactor.RunAsync(RollupWorld.Id);
            var dying = world.Other(new CrashingTableStore(world.Tables, commits));
            await Record.ExceptionAsync(() => TrimAsync(dying, days: 30));
            var left = (await LogAsync(world)).Select(record => record.Sequence).ToList();

            Assert.Equal(Enumerable.Range(0, left.Count).Select(i => left[0] + i), left);
            Assert.True(left.Count >= 2);
        }
    }

    [Fact]
    public async Task Whoever_reads_the_log_notices_where_it_begins()
    {
        var world = await WorldAsync(old: 5, young: 0);
        var entry = (await world.EntriesAsync())[0];
        for (var i = 0; i < 3; i++)
        {
            world.Time.Advance(TimeSpan.FromDays(90));
            entry = await world.WriteAsync(transaction => transaction.Update(entry, entry with { DurationSeconds = entry.DurationSeconds + 1 }));
        }

        await world.Compactor.RunAsync(RollupWorld.Id);
        await TrimAsync(world, days: 100);
        var view = await world.Log.OpenAsync(RollupWorld.Id);
        var (owner, head) = (view.Picture.Members[1], view.Picture.Sequence);
        Assert.Equal([head - 1, head], (await LogAsync(world)).Select(record => record.Sequence));

        // Synchronisation would miss what was deleted meanwhile: it is refused, and says from where on it can go.
        var refused = await Assert.ThrowsAsync<DomainException>(() => ReadChanges.RunAsync(world.Log, view, owner, 0, 100));
        Assert.Contains($"from record {head - 1} on", refused.Fields.Single().Message, StringComparison.Ordinal);
        Assert.Equal(2, (await ReadChanges.RunAsync(world.Log, view, owner, head - 2, 100)).Changes.Count);

        var (records, next) = await ReadAuditLog.RunAsync(world.Log, view, owner, null, 100);
        Assert.Equal([head, head - 1], records.Select(record => record.Sequence));
        Assert.Null(next);
        Assert.Equal(
            [head, head - 1],
            (await RecordHistory.ListAsync(world.Log, view, owner, entry, 10)).Select(record => record.Sequence));
        var missing = await Assert.ThrowsAsync<DomainException>(
            () => RecordHistory.FindAsync(world.Log, view, owner, entry, version: 1));
        Assert.Equal(DomainErrorKind.NotFound, missing.Kind);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("30", 30)]
    public void The_time_is_a_number_of_days(string text, int? days) =>
        Assert.Equal(days, (int?)RetentionOptions.Read(Settings(text)).Keep?.TotalDays);

    [Theory]
    [InlineData("6")]
    [InlineData("-30")]
    [InlineData("a month")]
    [InlineData("1.5")]
    public void A_time_that_is_too_short_or_not_understood_stops_the_start(string text) =>
        Assert.Throws<SettingException>(() => RetentionOptions.Read(Settings(text)));

    private static IConfiguration Settings(string text) => new ConfigurationBuilder()
        .AddInMemoryCollection([new(OperatorSettings.RetentionDays.Key, text)]).Build();

    private static async Task<RollupWorld> WorldAsync(int old, int young)
    {
        var world = new RollupWorld(new InMemoryTableStore());
        await world.SeedAsync();
        for (var i = 0; i < old; i++)
        {
            await world.AddAsync(Start);
        }

        world.Time.Advance(TimeSpan.FromDays(90));
        for (var i = 0; i < young; i++)
        {
            await world.AddAsync(Start);
        }

        return world;
    }

    private static Task<IReadOnlyList<LogRecord>> LogAsync(RollupWorld world) =>
        world.Log.ReadLogAsync(RollupWorld.Id, 0, int.MaxValue);

    private static Task TrimAsync(RollupWorld world, int days, params ILogConsumer[] more) =>
        new LogRetention(
            new RetentionOptions(Duration.FromDays(days)),
            null!,
            world.Log,
            [new RollupConsumer(world.Store), .. more],
            null!,
            world.Clock,
            NullLogger<LogRetention>.Instance).Trim("7", default);
}

using System.Text;
using Polychron.Import.Tests.Support;
using Polychron.Testing;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Tables;
using Xunit.Abstractions;

namespace Polychron.Import.Tests.Run;

/// <summary>The process dies, or the store fails, anywhere in an import; importing again ends with each row exactly once.</summary>
public class CrashTests(ITestOutputHelper output)
{
    private const int Rows = 1_100;
    private static readonly byte[] File = Encoding.UTF8.GetBytes($"email,project,labels,title,start,seconds\n{IdempotenceTests.Rows(0, Rows)}");

    [Fact]
    public async Task After_a_crash_between_any_two_commits_the_next_import_completes_it()
    {
        var step = RunSize.Pick(ordinary: 3, nightly: 1);
        var crashes = 0;
        for (var commits = 0; ; commits += step)
        {
            using var world = await ImportWorld.CreateAsync();
            var crashing = new CrashingTableStore(world.Store, commits);
            try
            {
                await world.ImportAsync(crashing, "csv", File);
                break;
            }
            catch (StorageUnavailableException)
            {
                crashes++;
            }

            var left = (await world.EntriesAsync()).Count;
            var (summary, _) = await world.ImportAsync(world.Store, "csv", File);
            output.WriteLine($"died after {commits} commits with {left} entries; then {summary.Imported} more");
            Assert.Equal(left, summary.Known);
            await CheckAsync(world);
        }

        Assert.True(crashes > 10, $"The import took only some {crashes * step} commits.");
    }

    [Fact]
    public async Task On_a_bad_line_repeated_imports_end_with_each_row_once()
    {
        for (var seed = 1; seed <= RunSize.Pick(ordinary: 12, nightly: 100); seed++)
        {
            using var world = await ImportWorld.CreateAsync();
            var faulty = new FaultyTableStore(world.Store, seed) { ReadFails = 0.01, CommitFails = 0.03, AnswerLost = 0.05 };
            var attempts = 0;
            while (true)
            {
                try
                {
                    attempts++;
                    await world.ImportAsync(faulty, "csv", File);
                    break;
                }
                catch (StorageUnavailableException)
                {
                    Assert.True(attempts < 500, $"Seed {seed} never came through.");
                }
            }

            output.WriteLine($"seed {seed}: {attempts} attempts, {faulty.CommitsFailed} commits failed, {faulty.AnswersLost} answers lost");
            await CheckAsync(world);
        }
    }

    private static async Task CheckAsync(ImportWorld world)
    {
        var entries = await world.EntriesAsync();
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => $"row {i}").Order(), entries.Select(entry => entry.Title).Order());
        var picture = await world.PictureAsync();
        Assert.Equal(Rows, picture.UserTallies.Values.Sum(tally => tally.Count));
        Assert.Equal(Enumerable.Range(0, Rows).Sum(i => 60L + i), picture.ProjectTallies.Values.Sum(tally => tally.Seconds));
        Assert.Equal((4, 3, 6), (picture.Projects.Count, picture.Labels.Count, picture.Members.Count));
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Polychron.Import.Tests.Support;
using Polychron.Storage.Sqlite;
using Polychron.Testing;
using Xunit.Abstractions;

namespace Polychron.Import.Tests.RealInput;

/// <summary>
/// The whole CESAW task log, where it lies beside the repository, against counts and sums that are made of its lines outside
/// of the product; elsewhere a log of the same form, made up.
/// </summary>
public class CesawTests(ITestOutputHelper output)
{
    private const string Shared = "shared/data/cesaw-tasks.csv.xz";

    [Fact]
    public async Task The_task_log_is_imported_with_the_counts_and_sums_that_its_lines_imply()
    {
        var (file, source) = await LoadAsync();
        var lines = Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(',')).ToList();
        var columns = lines[0].ToList();
        int At(string name) => columns.IndexOf(name);
        var good = lines.Skip(1).Where(row => Year(row[At("task_actual_start_date")]) >= 1900).ToList();
        output.WriteLine($"note: {lines.Count - 1} rows from {source}, {good.Count} with a start");

        using var folder = new TemporaryFolder();
        await using var storage = SqliteStorage.Open(folder.Path, new ManualTime());
        using var world = await ImportWorld.CreateAsync(storage.Tables);
        var (summary, told) = await world.ImportAsync(storage.Tables, "cesaw", file, options => options with { SubProjects = true });

        Assert.Equal((lines.Count - 1L, (long)good.Count, 0L, lines.Count - 1L - good.Count), (summary.Rows, summary.Imported, summary.Known, summary.Rejected));
        Assert.Equal(
            lines.Select((row, i) => (row, Line: i + 1L)).Skip(1).Where(line => !good.Contains(line.row)).Select(line => (line.Line, "task_actual_start_date")),
            told.Rejections.Select(rejection => (rejection.Line, rejection.Column)));
        var picture = await world.PictureAsync();
        Assert.Equal(
            Sums(good, row => $"Person {row[At("person_key")]}", At("task_actual_time_minutes")),
            picture.Members.Values.Where(member => picture.UserTallies.ContainsKey(member.Id))
                .Select(member => (member.Name, picture.UserTallies[member.Id].Seconds / 60)).OrderBy(sum => sum.Name, StringComparer.Ordinal));
        Assert.Equal(
            Sums(good, row => $"Project {row[At("project_key")]}/WBS {row[At("wbs_element_key")]}", At("task_actual_time_minutes")),
            picture.Projects.All.Where(project => picture.ProjectTallies.ContainsKey(project.Id))
                .Select(project => (Name: string.Join('/', picture.Projects.Chain(project).Select(at => at.Title)), picture.ProjectTallies[project.Id].Seconds / 60))
                .OrderBy(sum => sum.Name, StringComparer.Ordinal));
        Assert.Equal(
            good.Sum(row => (long)Math.Round(decimal.Parse(row[At("task_plan_time_minutes")], CultureInfo.InvariantCulture) * 60, MidpointRounding.AwayFromZero)),
            picture.ProjectTallies.Values.Sum(tally => tally.EstimatedSeconds));
        Assert.Equal(good.Select(row => row[At("phase_short_name")]).Distinct().Order(StringComparer.Ordinal), picture.Labels.Values.Select(label => label.Name).Order(StringComparer.Ordinal));
        Assert.Equal(good.Select(row => row[At("team_key")]).Distinct().Count(), picture.Teams.Count);

        var (again, _) = await world.ImportAsync(storage.Tables, "cesaw", file, options => options with { SubProjects = true });
        Assert.Equal((0L, (long)good.Count), (again.Imported, again.Known));
        Assert.Equal(picture.Sequence, (await world.PictureAsync()).Sequence);
    }

    private static IEnumerable<(string, long)> Sums(List<string[]> rows, Func<string[], string> key, int minutes) => rows
        .GroupBy(key)
        .Select(group => (group.Key, group.Sum(row => long.Parse(row[minutes], CultureInfo.InvariantCulture))))
        .OrderBy(sum => sum.Key, StringComparer.Ordinal);

    private static int Year(string text) => text == "\\N" ? 0
        : text[4] == '-' ? int.Parse(text[..4], CultureInfo.InvariantCulture)
        : int.Parse(text.Split('/', ' ')[2], CultureInfo.InvariantCulture);

    private static async Task<(byte[] File, string Source)> LoadAsync()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "..", Shared);
            if (!File.Exists(Path.Combine(at.FullName, "Functions.sln")) || !File.Exists(path))
            {
                continue;
            }

            try
            {
                using var xz = Process.Start(new ProcessStartInfo("xz", ["-dkc", path]) { RedirectStandardOutput = true })!;
                using var unpacked = new MemoryStream();
                await xz.StandardOutput.BaseStream.CopyToAsync(unpacked);
                await xz.WaitForExitAsync();
                return (unpacked.ToArray(), $"../{Shared}");
            }
            catch (System.ComponentModel.Win32Exception)
            {
                break;
            }
        }

        return (MakeUp(), "a generator, since the log or the xz program is not here");
    }

    private static byte[] MakeUp()
    {
        var random = new Random(2008);
        var text = new StringBuilder("project_key,person_key,team_key,wbs_element_key,plan_item_key,task_actual_start_date,task_actual_complete_date,task_actual_time_minutes,task_plan_time_minutes,phase_key,phase_short_name,process_name\n");
        for (var row = 0; row < 6_000; row++)
        {
            var team = random.Next(10);
            var start = row == 500 ? "0016-01-11 16:22:26" : row % 70 == 3 ? "\\N"
                : $"{1 + random.Next(12)}/{1 + random.Next(28)}/{2008 + random.Next(9)} {random.Next(24)}:{random.Next(60):00}";
            text.Append($"{team * 5 + random.Next(5)},{team * 25 + random.Next(25)},{team},{random.Next(700)},{random.Next(5_000)},{start},\\N,{1 + random.Next(500)},{random.Next(300)}.5,1,Phase {random.Next(20)},P\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

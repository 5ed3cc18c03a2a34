using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Polychron.EndToEnd.Tests.RealInput;

/// <summary>
/// The CESAW task log: what real developers recorded from 2008 to 2017. It lies beside the repository, not in it; where it or
/// the xz program is not at hand, rows of the same shape are made up.
/// </summary>
public static class TaskLog
{
    // All rows but the one of the year 16 are in the first form.
    private static readonly string[] Forms = ["M/d/yyyy H:mm", "yyyy-MM-dd HH:mm:ss"];

    private const string File = "shared/data/cesaw-tasks.csv.xz";

    /// <summary>All rows, and where they come from in words.</summary>
    public static async Task<(IReadOnlyList<WorkRow> Rows, string Source)> LoadAsync()
    {
        if (Find() is not { } path)
        {
            return (MakeUp(), $"generated rows, since there is no ../{File}");
        }

        try
        {
            using var xz = Process.Start(new ProcessStartInfo("xz", ["-dkc", path]) { RedirectStandardOutput = true })!;
            var rows = Parse(await xz.StandardOutput.ReadToEndAsync());
            await xz.WaitForExitAsync();
            return xz.ExitCode == 0
                ? (rows, $"the CESAW task log, {rows.Count} rows")
                : (MakeUp(), $"generated rows, since xz ended with {xz.ExitCode}");
        }
        catch (Win32Exception)
        {
            return (MakeUp(), "generated rows, since there is no xz program");
        }
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(at.FullName, "Functions.sln")))
            {
                var path = Path.Combine(at.FullName, "..", File);
                return System.IO.File.Exists(path) ? path : null;
            }
        }

        return null;
    }

    // The file has no quotes and no commas in its values.
    private static List<WorkRow> Parse(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var columns = lines[0].Trim().Split(',').ToList();
        int Column(string name) => columns.IndexOf(name);
        var (project, team, person, phase, start, minutes) = (
            Column("project_key"), Column("team_key"), Column("person_key"), Column("phase_short_name"),
            Column("task_actual_start_date"), Column("task_actual_time_minutes"));
        return
        [
            .. from line in lines.Skip(1)
               let values = line.Trim().Split(',')
               select new WorkRow(
                   values[project], values[team], values[person], values[phase],
                   Date(values[start]), int.Parse(values[minutes], CultureInfo.InvariantCulture)),
        ];
    }

    private static DateTime? Date(string text) =>
        DateTime.TryParseExact(
            text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;

    /// <summary>The same shape: few teams, several projects each, overlapping entries of minutes to days, dates missing or from the year 16.</summary>
    private static List<WorkRow> MakeUp()
    {
        var random = new Random(2008);
        string[] phases = ["Code", "Design", "Test", "Review"];
        return
        [
            .. from row in Enumerable.Range(0, 60_000)
               let team = random.Next(10)
               let isBad = random.Next(75) == 0
               select new WorkRow(
                   $"{team * 5 + random.Next(5)}", $"{team}", $"{team * 25 + random.Next(25)}", phases[random.Next(phases.Length)],
                   row == 500 ? new DateTime(16, 9, 24, 4, 28, 0, DateTimeKind.Utc)
                   : isBad ? null
                   : new DateTime(2008, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(9 * 365 * 24 * 60)),
                   1 + random.Next(random.Next(10) == 0 ? 8_699 : 300)),
        ];
    }
}

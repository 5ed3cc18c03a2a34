using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Polychron.Testing;
using Polychron.Testing.Server;

namespace Polychron.EndToEnd.Tests.Commands;

/// <summary>The commands of the app, from a shell.</summary>
public partial class CommandTests
{
    private static readonly byte[] File = Encoding.UTF8.GetBytes("""
        User,Email,Client,Project,Task,Description,Billable,Start date,Start time,Duration,Tags
        Grace,grace@example.com,Acme,Website,,Homepage,Yes,2024-01-05,09:00:00,01:30:00,copy
        Grace,grace@example.com,Acme,Website,,Homepage,Yes,someday,09:00:00,01:30:00,copy
        """);

    [Fact]
    public async Task A_file_is_imported_into_an_empty_store_from_a_path_a_pipe_and_packed_and_each_row_once()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "report.csv.gz");
        await using (var gzip = new GZipStream(System.IO.File.Create(path), CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(File);
        }

        var foretold = await AppCommand.RunAsync(folder.Path, File, "import", "--format", "toggl-csv", "--dry-run", "-");
        var first = await AppCommand.RunAsync(folder.Path, null, "import", path, "--format", "toggl-csv", "--rejected", "rejected.csv");
        var second = await AppCommand.RunAsync(folder.Path, File, "import", "--format", "toggl-csv", "-");

        Assert.True(foretold.ExitCode == 0, foretold.Errors);
        Assert.Contains("1 would be imported", foretold.Output, StringComparison.Ordinal);
        Assert.Contains("Your API token", foretold.Output, StringComparison.Ordinal);
        Assert.True(first.ExitCode == 0, first.Errors);
        Assert.Contains("1 imported, 0 were there already, 1 rejected", first.Output, StringComparison.Ordinal);
        Assert.Contains("line 3, Start date: 'someday' is no date", first.Output, StringComparison.Ordinal);
        Assert.Equal(
            "line,column,reason\n3,Start date,'someday' is no date\n",
            (await System.IO.File.ReadAllTextAsync(Path.Combine(folder.Path, "rejected.csv"))).ReplaceLineEndings("\n"));
        Assert.Contains("0 imported, 1 were there already", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_on_the_folder_of_a_running_server_says_what_to_do_instead()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path, new Dictionary<string, string>());

        var import = await AppCommand.RunAsync(folder.Path, File, "import", "--format", "toggl-csv", "-");
        var demo = await AppCommand.RunAsync(folder.Path, null, "demo");

        Assert.Equal((3, 3), (import.ExitCode, demo.ExitCode));
        Assert.Contains("in use by another process", import.Errors, StringComparison.Ordinal);
        Assert.Contains("POST /operator/imports", import.Errors, StringComparison.Ordinal);
        Assert.Contains("in use by another process", demo.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--format", "harvest", "-")]
    [InlineData("-")]
    [InlineData("--format", "csv")]
    [InlineData("--format", "csv", "no-such-file.csv")]
    [InlineData("--format", "csv", "--zone", "Mars/Olympus", "-")]
    [InlineData("--format", "csv", "--workspace", "77", "-")]
    public async Task What_is_wrong_is_said_without_a_stack_trace(params string[] args)
    {
        using var folder = new TemporaryFolder();

        var done = await AppCommand.RunAsync(folder.Path, File, ["import", .. args]);

        Assert.NotEqual(0, done.ExitCode);
        Assert.NotEmpty(done.Errors);
        Assert.DoesNotContain("   at ", done.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_fills_a_store_and_its_lines_work_against_a_server_on_it()
    {
        using var folder = new TemporaryFolder();
        var demo = await AppCommand.RunAsync(folder.Path, null, "demo", "--end", "2024-03-01");
        Assert.True(demo.ExitCode == 0, demo.Errors);
        Assert.Contains($"Polychron__DataPath='{Path.Combine(folder.Path, "data")}'", demo.Output, StringComparison.Ordinal);
        var second = await AppCommand.RunAsync(folder.Path, null, "demo");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("--add", second.Errors, StringComparison.Ordinal);

        await using var server = await ServerProcess.StartAsync(folder.Path, new Dictionary<string, string>());
        var values = ValueLine().Matches(demo.Output).ToDictionary(match => "$" + match.Groups[1].Value, match => match.Groups[2].Value);
        using var client = new HttpClient { BaseAddress = server.Address };
        var lines = CurlLine().Matches(demo.Output);
        Assert.True(lines.Count >= 5, demo.Output);
        foreach (var line in lines.AsEnumerable())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, line.Groups[2].Value);
            foreach (var option in CurlOption().Matches(line.Groups[1].Value).AsEnumerable())
            {
                Show(request, option.Groups[1].Value, values.Aggregate(option.Groups[2].Value, (text, value) => text.Replace(value.Key, value.Value, StringComparison.Ordinal)));
            }

            using var answer = await client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK && body.Length > 50, $"{line.Value}: {answer.StatusCode} {body}");
        }
    }

    private static void Show(HttpRequestMessage request, string option, string value)
    {
        var (name, text) = option switch
        {
            "-u" => ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(value))),
            "-b" or "--cookie" => ("Cookie", value),
            _ => (value[..value.IndexOf(':')], value[(value.IndexOf(':') + 1)..].Trim()),
        };
        request.Headers.TryAddWithoutValidation(name, text);
    }

    [GeneratedRegex(@"  (TOKEN|WORKSPACE)=(\S+)")]
    private static partial Regex ValueLine();

    [GeneratedRegex(@"(-H|-u|-b|--cookie) ""([^""]*)""")]
    private static partial Regex CurlOption();

    [GeneratedRegex(@"  curl (.*) 'http://127\.0\.0\.1:7071(/[^']*)'")]
    private static partial Regex CurlLine();
}

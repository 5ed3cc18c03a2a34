using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Polychron.Testing;
using Polychron.Testing.Server;
using Xunit.Abstractions;

namespace Polychron.EndToEnd.Tests.Operations;

/// <summary>Backups of a real server while people write, restored and served.</summary>
public class OnlineBackupTests(ITestOutputHelper output)
{
    private const string Backups = "/operator/backups";

    [Fact]
    public async Task A_backup_made_under_load_is_a_server_with_every_entry_acknowledged_before_it()
    {
        using var receiver = new HookReceiver();
        (string, string?)[] settings = [("Polychron__Webhooks__AllowHttp", "true"), ("Polychron__Webhooks__AllowLoopback", "true")];
        await using var original = await Installation.CreateAsync(settings);
        await SubscribeAsync(original, receiver.Url("/hook"));
        var file = Path.Combine(original.Folder, "fetched.db");
        Dictionary<string, string> before;
        var entries = new EntryMaker();
        using (var client = original.Owner())
        {
            var running = Enumerable.Range(0, 3).Select(_ => entries.RunAsync(original.Server)).ToList();
            await Eventually.IsAsync(() => entries.Acknowledged.Count > 20);
            before = entries.Acknowledged.ToDictionary();

            // As an operator would: the command has the running server make it, fetches and checks it.
            var fetched = await original.RunAsync("store", "backup", "--to", file, "--url", original.Server.Address.ToString());
            Assert.True(fetched.ExitCode == 0, fetched.Errors);
            original.Server.Kill();
            await Task.WhenAll(running);
        }

        await using var restored = Installation.Prepare(settings);
        var command = await restored.RunAsync("store", "restore", "--from", file);
        Assert.True(command.ExitCode == 0, command.Errors);
        await restored.StartAsync();
        using var owner = restored.Owner();
        var found = await ReadAllAsync(owner);
        Assert.All(before, entry => Assert.Equal(entry.Value, found.Titles[entry.Key]));
        Assert.True(found.Titles.Count <= entries.Acknowledged.Count + 3, "There are entries that nobody made.");
        var report = (await owner.GetAsync($"{Installation.Timing}/report")).Expect(HttpStatusCode.OK).Json["data"]!.AsArray();
        Assert.Equal(found.Seconds, report.Sum(row => (long)row!["duration"]!));

        // Followers of the log go on as well.
        var told = receiver.Received.Count;
        (await owner.PostAsync($"{Installation.Timing}/time-entries", EntryMaker.Entry("after the restore"))).Expect(HttpStatusCode.Created);
        await Eventually.IsAsync(() => receiver.Received.Skip(told).Any(hook => hook.Json.ToJsonString().Contains("after the restore", StringComparison.Ordinal)));
        output.WriteLine($"note: {before.Count} entries acknowledged before the backup, {found.Titles.Count} in it, {entries.Acknowledged.Count} in all");
    }

    [Fact]
    public async Task A_server_killed_during_a_backup_lists_none_that_is_not_whole()
    {
        await using var installation = await Installation.CreateAsync();
        var filled = await installation.RunAsync("store", "verify");
        Assert.Equal(3, filled.ExitCode);
        var random = new Random(11);
        var kills = RunSize.Pick(ordinary: 4, nightly: 30);
        var whole = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            using (var @operator = installation.Operator())
            {
                var backup = @operator.PostAsync(Backups);
                await Task.Delay(random.Next(0, 60));
                installation.Server.Kill();

                // Answered before it was killed, or not.
                await Task.WhenAny(backup);
            }

            await installation.StartAsync();
            whole = await CheckListedAsync(installation);
        }

        using var last = installation.Operator();
        (await last.PostAsync(Backups)).Expect(HttpStatusCode.Created);
        Assert.Equal(whole + 1, await CheckListedAsync(installation));
        output.WriteLine($"note: {kills} kills, {whole} backups were done before them");
    }

    /// <summary>Every backup that is listed is what it says. Returns how many.</summary>
    private static async Task<int> CheckListedAsync(Installation installation)
    {
        using var @operator = installation.Operator();
        using var http = new HttpClient { BaseAddress = installation.Server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Installation.OperatorKey);
        var listed = (await @operator.GetAsync(Backups)).Expect(HttpStatusCode.OK).Json.AsArray();
        foreach (var backup in listed)
        {
            var bytes = await http.GetByteArrayAsync(new Uri($"{Backups}/{(string)backup!["name"]!}", UriKind.Relative));
            Assert.Equal((string)backup["sha256"]!, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            var path = Path.Combine(installation.Folder, "check.db");
            await File.WriteAllBytesAsync(path, bytes);
            var verified = await installation.RunAsync("store", "verify", path);
            Assert.True(verified.ExitCode == 0, verified.Errors);
        }

        return listed.Count;
    }

    private static async Task SubscribeAsync(Installation installation, string url)
    {
        using var owner = installation.Owner();
        var account = (long)(await owner.GetAsync("/timely/1.1/accounts")).Expect(HttpStatusCode.OK).Json[0]!["id"]!;
        var body = new JsonObject { ["webhook"] = new JsonObject { ["url"] = url, ["subscriptions"] = new JsonArray("hours:created") } };
        (await owner.PostAsync($"/timely/1.1/{account}/webhooks", body)).Expect(HttpStatusCode.Created);
    }

    private static async Task<(Dictionary<string, string> Titles, long Seconds)> ReadAllAsync(ApiClient client)
    {
        var titles = new Dictionary<string, string>();
        long seconds = 0;
        for (var page = 1; ; page++)
        {
            var answer = (await client.GetAsync($"{Installation.Timing}/time-entries?per_page=1000&page={page}")).Expect(HttpStatusCode.OK).Json;
            foreach (var entry in answer["data"]!.AsArray())
            {
                titles.Add((string)entry!["self"]!, (string)entry["title"]!);
                seconds += (long)entry["duration"]!;
            }

            if (page >= (int)answer["meta"]!["last_page"]!)
            {
                return (titles, seconds);
            }
        }
    }
}

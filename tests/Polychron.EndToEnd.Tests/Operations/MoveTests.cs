using System.Net;
using System.Text.Json.Nodes;
using Polychron.Testing.Azurite;
using Polychron.Testing.Server;

namespace Polychron.EndToEnd.Tests.Operations;

/// <summary>A server that moves to a storage account and back: its reports stay what they are, and nothing owed is lost.</summary>
public class MoveTests
{
    [SkippableFact]
    public async Task A_server_moves_to_a_storage_account_and_back_with_its_reports_and_what_it_owes()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no SIGTERM on Windows.");
        var azurite = await AzuriteServer.OwnAsync();
        Skip.If(azurite.Absence is not null, azurite.Absence);
        using var receiver = new HookReceiver();
        (string, string?)[] settings =
        [
            ("Polychron__Webhooks__AllowHttp", "true"),
            ("Polychron__Webhooks__AllowLoopback", "true"),
            ("Polychron__Webhooks__Schedule", "00:00:00 00:00:03 00:00:03 00:00:03 00:00:03 00:00:03 00:00:03 00:00:03 00:00:03 00:00:03"),
        ];
        await using var embedded = await Installation.CreateAsync(settings);
        await FillAsync(embedded);
        await SubscribeAsync(embedded, receiver.Url("/hook"));

        // One delivery that has failed and waits for its next attempt, whose time comes when the server is no longer there.
        receiver.Status = static _ => 500;
        await TrackAsync(embedded, "owed");
        await Eventually.IsAsync(() => Told(receiver, "owed") > 0);
        var reports = await ReportsAsync(embedded);
        Assert.Equal(0, await embedded.Server.TerminateAsync());
        var failed = Told(receiver, "owed");
        receiver.Status = static _ => 200;
        var first = Path.Combine(embedded.Folder, "x1");
        await RunAsync(embedded, "store", "export", "--to", first);

        await using var account = Installation.Prepare([.. settings, ("AzureWebJobsStorage", azurite.ConnectionString)]);
        await RunAsync(account, "store", "import", "--from", first);
        await account.StartAsync();
        Assert.Equal(reports, await ReportsAsync(account));
        await Eventually.IsAsync(() => Told(receiver, "owed") > failed);
        await TrackAsync(account, "in the cloud");
        await Eventually.IsAsync(() => Told(receiver, "in the cloud") > 0);
        reports = await ReportsAsync(account);
        Assert.Equal(0, await account.Server.TerminateAsync());
        var second = Path.Combine(account.Folder, "x2");
        await RunAsync(account, "store", "export", "--to", second);

        await using var back = Installation.Prepare(settings);
        await RunAsync(back, "store", "import", "--from", second);
        await RunAsync(back, "store", "verify");
        await back.StartAsync();
        Assert.Equal(reports, await ReportsAsync(back));
        await TrackAsync(back, "back again");
        await Eventually.IsAsync(() => Told(receiver, "back again") > 0);
    }

    private static int Told(HookReceiver receiver, string title) =>
        receiver.Received.Count(hook => hook.Json.ToJsonString().Contains(title, StringComparison.Ordinal));

    private static async Task RunAsync(Installation installation, params string[] args)
    {
        var command = await installation.RunAsync(args);
        Assert.True(command.ExitCode == 0, $"{command.ExitCode}: {command.Output}{command.Errors}");
    }

    private static async Task TrackAsync(Installation installation, string title)
    {
        using var owner = installation.Owner();
        (await owner.PostAsync($"{Installation.Timing}/time-entries", EntryMaker.Entry(title))).Expect(HttpStatusCode.Created);
    }

    private static async Task FillAsync(Installation installation)
    {
        using var owner = installation.Owner();
        foreach (var project in new[] { "Écluse 🚧", "Website" })
        {
            (await owner.PostAsync($"{Installation.Timing}/projects", new JsonObject { ["title"] = project, ["default_billing_status"] = "billable" })).ExpectSuccess();
            for (var day = 1; day <= 20; day++)
            {
                (await owner.PostAsync($"{Installation.Timing}/time-entries", new JsonObject
                {
                    ["start_date"] = $"2024-05-{day:D2}T09:00:00Z",
                    ["end_date"] = $"2024-05-{day:D2}T{10 + day % 5:D2}:17:00Z",
                    ["title"] = $"Day {day} 🕰️",
                    ["project"] = project,
                })).Expect(HttpStatusCode.Created);
            }
        }
    }

    private static async Task SubscribeAsync(Installation installation, string url)
    {
        using var owner = installation.Owner();
        var account = (long)(await owner.GetAsync("/timely/1.1/accounts")).Expect(HttpStatusCode.OK).Json[0]!["id"]!;
        var body = new JsonObject { ["webhook"] = new JsonObject { ["url"] = url, ["subscriptions"] = new JsonArray("hours:created") } };
        (await owner.PostAsync($"/timely/1.1/{account}/webhooks", body)).Expect(HttpStatusCode.Created);
    }

    /// <summary>What several dialects report, without the address at which they were asked.</summary>
    private static async Task<List<string>> ReportsAsync(Installation installation)
    {
        using var owner = installation.Owner();
        var account = (long)(await owner.GetAsync("/timely/1.1/accounts")).Expect(HttpStatusCode.OK).Json[0]!["id"]!;
        using var http = new HttpClient { BaseAddress = installation.Server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Installation.OwnerToken);
        http.DefaultRequestHeaders.Add("X-Workspace-Id", account.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var found = new List<string>();
        foreach (var path in new[]
        {
            $"{Installation.Timing}/report?columns[]=project&columns[]=title",
            $"{Installation.Timing}/report?columns[]=project&start_date_min=2024-05-03&start_date_max=2024-05-17",
            $"{Installation.Timing}/time-entries?per_page=1000",
            $"/timely/1.1/{account}/reports/filter?scope=events&since=2024-05-01&until=2024-05-31",
            "/timether/api/v1/reports/cost_breakdown?from=2024-05-01&to=2024-05-31&by=project",
            "/timether/api/v1/reports/cost_breakdown?from=2024-05-05&to=2024-05-12&by=member",
        })
        {
            found.Add((await http.GetStringAsync(new Uri(path, UriKind.Relative)))
                .Replace(installation.Server.Address.ToString().TrimEnd('/'), "", StringComparison.Ordinal));
        }

        return found;
    }
}

using System.Text;
using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Webhooks;
using Polychron.Testing;
using Polychron.Testing.Azurite;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Polychron.Storage.Tests.Operations;

public sealed class TransferTests : IDisposable
{
    private const string Title = "Ünïcode 🕰️ \"quoted\"\nsecond line \u2028 end";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_server_moves_to_a_storage_account_and_back_and_is_the_same_row_by_row()
    {
        var azurite = await AzuriteServer.OwnAsync();
        Skip.If(azurite.Absence is not null, azurite.Absence);
        SortedDictionary<string, string> rows;
        await using (var store = StoreUnderTest.Embedded(Folder("from")))
        {
            await FillAsync(store);
            rows = await store.RowsAsync();
            var out1 = await store.Transfer.ExportAsync(Folder("x1"), null);
            Assert.Equal((rows.Count, 4, 0), (out1.Rows, out1.Messages, out1.HiddenMessages));
        }

        await using (var account = StoreUnderTest.Account(azurite.ConnectionString))
        {
            await account.Transfer.ImportAsync(Folder("x1"));
            Assert.Equal(rows, await account.RowsAsync());

            // The retry's time has not come: the service hides it, and the export makes it anew from the delivery's row.
            var out2 = await account.Transfer.ExportAsync(Folder("x2"), null);
            Assert.Equal((rows.Count, 4, 0), (out2.Rows, out2.Messages, out2.HiddenMessages));
        }

        await using var back = StoreUnderTest.Embedded(Folder("back"));
        await back.Transfer.ImportAsync(Folder("x2"));
        Assert.Equal(rows, await back.RowsAsync());
        Assert.Equal(
            ["webhook-deliveries-poison: 3/4/9/1/0/0", "webhook-deliveries: 3/5/9/1/0/0", "webhook-dispatch: 3", "webhook-retries: 3/6/9/2/0/0"],
            await back.MessagesAsync());
        Assert.Empty(await back.FaultsAsync());

        // Numbers go on where they were.
        var head = (await back.Log.OpenAsync(3)).Picture.Sequence;
        Assert.Equal(head + 1, (await back.TrackAsync(3, 1, 40, "after the move")).Id);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("cut off")]
    [InlineData("missing")]
    [InlineData("no manifest")]
    [InlineData("other version")]
    [InlineData("newer rows")]
    [InlineData("unknown table")]
    [InlineData("no lines")]
    public async Task A_damaged_export_is_refused_before_anything_is_written(string damage)
    {
        await using (var store = StoreUnderTest.Embedded(Folder("from")))
        {
            await FillAsync(store);
            await store.Transfer.ExportAsync(Folder("x"), null);
        }

        Damage(damage);

        await using var target = StoreUnderTest.Embedded(Folder("to"));
        var refusal = await Assert.ThrowsAsync<DomainException>(() => target.Transfer.ImportAsync(Folder("x")));
        Assert.NotEmpty(refusal.Message);
        Assert.Empty(await target.RowsAsync());
        await target.Transfer.EnsureUsableAsync();
    }

    [Fact]
    public async Task A_store_that_has_something_takes_no_server()
    {
        await using var store = StoreUnderTest.Embedded(Folder("from"));
        await FillAsync(store);
        await store.Transfer.ExportAsync(Folder("x"), null);
        await using var target = StoreUnderTest.Embedded(Folder("to"));
        await target.BootstrapAsync("somebody.else@example.com");
        var before = await target.RowsAsync();

        await Assert.ThrowsAsync<DomainException>(() => target.Transfer.ImportAsync(Folder("x")));

        Assert.Equal(before, await target.RowsAsync());
    }

    [Fact]
    public async Task An_export_goes_into_no_folder_that_has_something()
    {
        await using var store = StoreUnderTest.Embedded(Folder("from"));
        Directory.CreateDirectory(Folder("x"));
        await File.WriteAllTextAsync(Path.Combine(Folder("x"), "notes.txt"), "mine");

        await Assert.ThrowsAsync<DomainException>(() => store.Transfer.ExportAsync(Folder("x"), null));

        Assert.Single(Directory.GetFiles(Folder("x")));
    }

    [Fact]
    public async Task Rows_of_a_newer_release_are_not_served()
    {
        await using var store = StoreUnderTest.Embedded(Folder("from"));
        await store.Transfer.EnsureUsableAsync();
        await store.Tables.CommitAsync([new RowWrite(RowAction.Upsert, "store", "store", "version", """{"rows":2}"""u8.ToArray())]);

        var refusal = await Assert.ThrowsAsync<DomainException>(() => store.Transfer.EnsureUsableAsync());

        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task FillAsync(StoreUnderTest store)
    {
        var workspace = await store.BootstrapAsync();
        Assert.Equal(3, workspace);
        for (var hour = 0; hour < 30; hour++)
        {
            await store.TrackAsync(workspace, 1, hour, hour % 2 == 0 ? Title : "work");
        }

        // Bytes that are no JSON, and values as large as they get.
        await store.Directory.NoteUseAsync(2, Instant.FromUnixTimeSeconds(1_700_000_000));
        var noise = new byte[TableLimits.MaxDataBytes];
        new Random(3).NextBytes(noise);
        foreach (var (row, data) in new[]
        {
            ("g-00001-d-20240501-0000", noise),
            ("g-00001-d-20240502-0000", Encoding.UTF8.GetBytes("{\"text\":\"" + new string('é', 200_000) + "\"}")),
            ("g-00001-d-20240503-0000", "{\"on\":\n\"two lines\"}"u8.ToArray()),
            ("g-00001-d-20240504-0000", []),
        })
        {
            await store.Tables.CommitAsync([new RowWrite(RowAction.Insert, "rollups", "w-0000000000003", row, data)]);
        }

        await store.Services.GetRequiredService<IDeliveryLog>().SaveAsync(new DeliveryRecord(new DeliveryId(3, 6, 9))
        {
            Attempts = [new DeliveryAttempt(Instant.FromUnixTimeSeconds(1_700_000_000), 500, 12, null)],
            NextAttemptAt = SystemClock.Instance.GetCurrentInstant() + Duration.FromHours(5),
        });
        await store.Queues.EnqueueAsync(WebhookQueues.Retry, "3/6/9/2/0/0", TimeSpan.FromHours(5));
        await store.Queues.EnqueueAsync(WebhookQueues.Deliver, "3/5/9/1/0/0");
        await store.Queues.EnqueueAsync(WebhookQueues.Deliver + "-poison", "3/4/9/1/0/0");
        await store.Queues.EnqueueAsync(WebhookQueues.Dispatch, "3");
    }

    private void Damage(string damage)
    {
        var file = Path.Combine(Folder("x"), "workspaces.jsonl.gz");
        var manifest = Path.Combine(Folder("x"), "manifest.json");
        switch (damage)
        {
            case "changed":
                var bytes = File.ReadAllBytes(file);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(file, bytes);
                break;
            case "cut off":
                File.WriteAllBytes(file, File.ReadAllBytes(file)[..^100]);
                break;
            case "missing":
                File.Delete(file);
                break;
            case "no manifest":
                File.Delete(manifest);
                break;
            default:
                var (from, to) = damage switch
                {
                    "other version" => ("\"version\":1", "\"version\":2"),
                    "newer rows" => ("\"rows_version\":1", "\"rows_version\":2"),
                    "unknown table" => ("\"table\":\"rollups\"", "\"table\":\"rollers\""),
                    _ => ("\"lines\":4", "\"lines\":3"),
                };
                var text = File.ReadAllText(manifest);
                Assert.Contains(from, text, StringComparison.Ordinal);
                File.WriteAllText(manifest, text.Replace(from, to, StringComparison.Ordinal));
                break;
        }
    }

    private string Folder(string name) => Path.Combine(_folder.Path, name);
}

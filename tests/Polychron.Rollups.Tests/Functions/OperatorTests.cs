using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Polychron.Rollups.Checkpoints;
using Polychron.Rollups.Functions;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.Rollups.Tests.Functions;

/// <summary>What the operator sees of the rollups and asks of them.</summary>
public sealed class OperatorTests : IAsyncLifetime
{
    private const string Rollups = "/operator/workspaces/3/rollups";
    private readonly RollupApp _app = new();

    [Fact]
    public async Task The_operator_sees_how_far_the_cells_are_and_has_them_rebuilt()
    {
        await AddAsync(3);
        var (status, shown) = await CallAsync("GET", Rollups);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            ["log_sequence", "sequence", "time_zone", "generation", "is_exact", "exact_from", "verification", "consumers"],
            shown.EnumerateObject().Select(member => member.Name));
        Assert.Equal(0, shown.GetProperty("sequence").GetInt64());
        Assert.True(shown.GetProperty("is_exact").GetBoolean());
        Assert.Equal(0, shown.GetProperty("verification").GetProperty("cells_drifted").GetInt64());

        // A workspace without webhooks holds up no retention for their sake.
        var followers = shown.GetProperty("consumers").EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetInt64());
        Assert.Equal(["rollups", "webhooks"], followers.Keys.Order());
        Assert.Equal((0, shown.GetProperty("log_sequence").GetInt64()), (followers["rollups"], followers["webhooks"]));
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("verification").GetProperty("last_at").ValueKind);

        var (accepted, asked) = await CallAsync("POST", Rollups + "/rebuild");
        Assert.Equal(HttpStatusCode.Accepted, accepted);
        Assert.Equal(asked.GetProperty("log_sequence").GetInt64(), asked.GetProperty("sequence").GetInt64());

        // The host works on the messages; what they do is awaited by looking.
        await UntilAsync(async () => (await CallAsync("GET", Rollups)).Body.GetProperty("is_exact").GetBoolean());
        var cells = await _app.Services.GetRequiredService<IRollupStore>().ReadCellsAsync(
            3, new CellRange(1, CellGrain.Month, new LocalDate(2024, 1, 1), new LocalDate(2024, 2, 1)));
        Assert.Equal(3, Assert.Single(cells.Cells).Sums.Count);
    }

    [Theory]
    [InlineData("GET", "/operator/workspaces/99/rollups")]
    [InlineData("POST", "/operator/workspaces/99/rollups/rebuild")]
    [InlineData("GET", "/operator/workspaces/0/rollups")]
    [InlineData("GET", "/operator/workspaces/9223372036854775807/rollups")]
    [InlineData("POST", "/operator/workspaces/9223372036854775807/rollups/rebuild")]
    [InlineData("GET", "/operator/workspaces/-1/rollups")]
    public async Task A_workspace_that_does_not_exist_has_none(string method, string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(method, path)).Status);

    [Theory]
    [InlineData("GET", Rollups)]
    [InlineData("POST", Rollups + "/rebuild")]
    public async Task Without_the_operators_key_nothing_is_told(string method, string path) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await _app.CallAsync(method, path)).Status);

    [Fact]
    public async Task A_message_has_a_workspace_compacted_and_verified()
    {
        await AddAsync(3);
        var queues = _app.Services.GetRequiredService<IQueueStore>();
        await queues.EnqueueAsync(RollupConsumer.Queue, "3");
        await queues.EnqueueAsync(RollupConsumer.Queue, "3");
        await UntilAsync(async () => await SequenceAsync("sequence") == await SequenceAsync("log_sequence"));

        await queues.EnqueueAsync(VerifyFunctions.Queue, "3");
        await UntilAsync(async () =>
            (await CallAsync("GET", Rollups)).Body.GetProperty("verification").GetProperty("cells_compared").GetInt64() > 0);
    }

    private async Task<long> SequenceAsync(string name) => (await CallAsync("GET", Rollups)).Body.GetProperty(name).GetInt64();

    private Task AddAsync(int count) => _app.Log.WriteAsync(3, 1, transaction =>
    {
        for (var i = 0; i < count; i++)
        {
            var start = Instant.FromUtc(2024, 1, 10, 9, 0);
            transaction.Create(Testing.Domain.Samples.Entry(0, start, start + Duration.FromHours(1)));
        }

        return ValueTask.FromResult(true);
    });

    private async Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(string method, string path)
    {
        var (status, body, _) = await _app.CallAsync(method, path, token: RollupApp.Key);
        return (status, JsonElement.Parse(body));
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        // As long as a busy machine may take; the tests do not depend on how long it is.
        for (var i = 0; i < 1_200; i++)
        {
            if (await isSo())
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("It did not come to that in a minute.");
    }

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();
}

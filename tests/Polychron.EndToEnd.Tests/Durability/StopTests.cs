using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Polychron.EndToEnd.Tests.Durability;

public class StopTests
{
    [SkippableFact]
    public async Task A_stop_answers_what_it_has_begun_and_exits_with_0()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no SIGTERM on Windows.");
        await using var installation = await Installation.CreateAsync();
        var writers = Enumerable.Range(1, 4).Select(number => new Writer($"s{number}")).ToList();
        var clients = writers.Select(_ => installation.Owner()).ToList();
        var running = writers.Zip(clients, (writer, client) => writer.RunAsync(client)).ToList();
        await Eventually.IsAsync(() => writers.TrueForAll(writer => writer.Writes > 0));

        Assert.Equal(0, await installation.Server.TerminateAsync());

        await Task.WhenAll(running);
        clients.ForEach(client => client.Dispose());
        await installation.StartAsync();
        using var owner = installation.Owner();
        foreach (var (self, title) in writers.SelectMany(writer => writer.Acknowledged))
        {
            if (!writers.Exists(writer => writer.Doubtful?.Entry == self))
            {
                var shown = (await owner.GetAsync(Installation.Timing + self)).Expect(HttpStatusCode.OK).Json["data"]!;
                Assert.Equal(title, (string)shown["title"]!);
            }
        }
    }

    [SkippableFact]
    public async Task A_request_that_was_begun_before_the_stop_is_answered_after_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no SIGTERM on Windows.");
        await using var installation = await Installation.CreateAsync();
        using var http = new HttpClient { BaseAddress = installation.Server.Address };
        using var body = new SlowBody(
            new JsonObject { ["start_date"] = "2024-05-15T09:00:00Z", ["end_date"] = "2024-05-15T10:00:00Z", ["title"] = "Begun before" }.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Installation.Timing}/time-entries") { Content = body };
        request.Headers.Authorization = new("Bearer", Installation.OwnerToken);
        var answer = http.SendAsync(request);
        await body.HalfSent;
        var stopped = installation.Server.TerminateAsync();
        await Task.Delay(500);
        Assert.False(stopped.IsCompleted, "It stopped without waiting for the request.");

        body.SendTheRest();

        Assert.Equal(HttpStatusCode.Created, (await answer).StatusCode);
        Assert.Equal(0, await stopped);
    }

    /// <summary>A body of which the second half waits.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly TaskCompletionSource _half = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _rest = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowBody(string json)
        {
            _bytes = Encoding.UTF8.GetBytes(json);
            Headers.ContentType = new("application/json");
        }

        public Task HalfSent => _half.Task;

        public void SendTheRest() => _rest.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_bytes.AsMemory(0, _bytes.Length / 2));
            await stream.FlushAsync();

            // Long enough for the server to have begun to read it.
            await Task.Delay(300);
            _half.SetResult();
            await _rest.Task;
            await stream.WriteAsync(_bytes.AsMemory(_bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}

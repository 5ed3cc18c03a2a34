using System.Text;
using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Tests.Support;
using Polychron.Dialects.Writes;
using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Tests.Writes;

public sealed class WriteRunnerTests
{
    private const string Body = """{"title":"Ü"}""";

    [Fact]
    public async Task A_write_answers_what_it_rendered_inside_the_transaction()
    {
        var run = await Run.StartAsync();
        var (http, _) = await run.SendAsync();
        Assert.Equal((201, "1:Ü"), (http.Response.StatusCode, TestRequest.Sent(http)));
        Assert.Equal("\"1\"", http.Response.Headers.ETag);
        Assert.False(http.Response.Headers.ContainsKey("Idempotency-Replayed"));
        Assert.Equal(["Ü"], await run.TitlesAsync());
    }

    [Fact]
    public async Task Without_a_key_every_request_writes()
    {
        var run = await Run.StartAsync();
        await run.SendAsync();
        await run.SendAsync();
        Assert.Equal(["Ü", "Ü"], await run.TitlesAsync());
    }

    [Fact]
    public async Task A_repetition_gets_the_same_reply_and_writes_nothing_on_any_instance()
    {
        var run = await Run.StartAsync();
        var (first, _) = await run.SendAsync(key: "k");
        var (again, _) = await run.SendAsync(key: "k", isOtherInstance: true);
        Assert.Equal(TestRequest.Sent(first), TestRequest.Sent(again));
        Assert.Equal(first.Response.StatusCode, again.Response.StatusCode);
        Assert.Equal(first.Response.Headers.ETag, again.Response.Headers.ETag);
        Assert.Equal("true", again.Response.Headers["Idempotency-Replayed"]);
        Assert.False(first.Response.Headers.ContainsKey("Idempotency-Replayed"));
        Assert.Equal(["Ü"], await run.TitlesAsync());
    }

    [Theory]
    [InlineData("POST", "/p", """{"title":"x"}""", 1)]
    [InlineData("POST", "/p", """{"title":"Ü"} """, 1)]
    [InlineData("POST", "/p?a=1", Body, 1)]
    [InlineData("POST", "/q", Body, 1)]
    [InlineData("PUT", "/p", Body, 1)]
    public async Task A_key_that_was_used_for_another_request_is_refused(string method, string url, string body, long user)
    {
        var run = await Run.StartAsync();
        await run.SendAsync(key: "k");
        var refused = await Assert.ThrowsAsync<RequestException>(() => run.SendAsync(method, url, body, "k", user));
        Assert.Equal(RequestErrorKind.Invalid, refused.Error.Kind);
        Assert.Equal("Idempotency-Key", Assert.Single(refused.Error.Fields).Field);
        Assert.Equal(["Ü"], await run.TitlesAsync());
    }

    [Fact]
    public async Task Another_dialect_makes_another_request()
    {
        var run = await Run.StartAsync();
        await run.SendAsync(key: "k");
        await Assert.ThrowsAsync<RequestException>(() => run.SendAsync(key: "k", dialect: "Other"));
    }

    [Fact]
    public async Task Keys_belong_to_their_user()
    {
        var run = await Run.StartAsync();
        await run.SendAsync(key: "k");
        var (http, _) = await run.SendAsync(key: "k", user: 2);
        Assert.False(http.Response.Headers.ContainsKey("Idempotency-Replayed"));
        Assert.Equal(2, (await run.TitlesAsync()).Count);
    }

    [Fact]
    public async Task A_reply_is_kept_for_a_day()
    {
        var run = await Run.StartAsync();
        await run.SendAsync(key: "k");
        run.World.Time.Advance(TimeSpan.FromHours(23.9));
        await run.SendAsync(key: "k");
        Assert.Single(await run.TitlesAsync());
        run.World.Time.Advance(TimeSpan.FromHours(0.2));
        await run.SendAsync(key: "k");
        Assert.Equal(2, (await run.TitlesAsync()).Count);
    }

    [Fact]
    public async Task A_refused_write_may_be_sent_again_with_its_key()
    {
        var run = await Run.StartAsync();
        await Assert.ThrowsAsync<DomainException>(() => run.SendAsync(key: "k", refuse: true));
        Assert.Empty(await run.TitlesAsync());
        var (http, _) = await run.SendAsync(key: "k");
        Assert.Equal(201, http.Response.StatusCode);
    }

    [Fact]
    public async Task Concurrent_doubles_on_two_instances_write_once()
    {
        var run = await Run.StartAsync();
        var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => Task.Run(() => run.SendAsync(key: "k", isOtherInstance: i % 2 == 0))));
        Assert.Single(await run.TitlesAsync());
        Assert.Single(sent.Select(pair => TestRequest.Sent(pair.Http)).Distinct());
        Assert.Equal(19, sent.Count(pair => pair.Http.Response.Headers.ContainsKey("Idempotency-Replayed")));
    }

    [Fact]
    public async Task Lost_answers_and_failed_commits_never_double_a_keyed_write()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var store = new FaultyTableStore(new InMemoryTableStore(), seed);
            var run = await Run.StartAsync(store);
            (store.CommitFails, store.AnswerLost, store.ReadFails) = (0.2, 0.3, 0.1);
            HttpContext? done = null;
            for (var attempt = 0; done is null && attempt < 50; attempt++)
            {
                try
                {
                    done = (await run.SendAsync(key: "k", isOtherInstance: attempt % 2 == 1)).Http;
                }
                catch (Polychron.UseCases.Ports.Tables.StorageUnavailableException)
                {
                    // The client sends it again.
                }
            }

            (store.CommitFails, store.AnswerLost, store.ReadFails) = (0, 0, 0);
            Assert.NotNull(done);
            Assert.True((await run.TitlesAsync()).Count == 1, $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_reply_too_large_to_keep_is_sent_once_and_never_written_twice()
    {
        var run = await Run.StartAsync();
        var (http, _) = await run.SendAsync(key: "k", padding: 300 * 1024);
        Assert.True(TestRequest.Sent(http).Length > 300 * 1024);
        var refused = await Assert.ThrowsAsync<RequestException>(() => run.SendAsync(key: "k", padding: 300 * 1024));
        Assert.Equal(RequestErrorKind.Conflict, refused.Error.Kind);
        refused = await Assert.ThrowsAsync<RequestException>(() => run.SendAsync("PUT", key: "k"));
        Assert.Equal(RequestErrorKind.Invalid, refused.Error.Kind);
        Assert.Single(await run.TitlesAsync());
    }

    [Fact]
    public async Task A_reply_just_small_enough_is_repeated()
    {
        var run = await Run.StartAsync();
        await run.SendAsync(key: "k", padding: ReplyArchive.MaxBodyBytes - 4);
        var (again, _) = await run.SendAsync(key: "k", padding: ReplyArchive.MaxBodyBytes - 4);
        Assert.Equal("true", again.Response.Headers["Idempotency-Replayed"]);
        Assert.Equal(ReplyArchive.MaxBodyBytes, Encoding.UTF8.GetByteCount(TestRequest.Sent(again)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ü")]
    [InlineData("a\tb")]
    public async Task A_key_is_visible_ascii(string key)
    {
        var run = await Run.StartAsync();
        await Refused(() => run.SendAsync(key: key));
        await Refused(() => run.SendAsync(key: new string('x', 256)));
        await run.SendAsync(key: new string('~', 255));

        static async Task Refused(Func<Task> send) =>
            Assert.Equal(RequestErrorKind.BadRequest, (await Assert.ThrowsAsync<RequestException>(send)).Error.Kind);
    }

    [Fact]
    public async Task The_body_is_parsed_once_however_often_the_work_runs()
    {
        var run = await Run.StartAsync();

        // Another instance writes between this one's read and its commit.
        var (_, calls) = await run.SendAsync(disturb: true);
        Assert.Equal(1, calls.Parsed);
        Assert.Equal(2, calls.Worked);
        Assert.Equal(2, (await run.TitlesAsync()).Count);
    }

    [Fact]
    public async Task A_write_without_a_body_ignores_one_and_may_answer_nothing()
    {
        var run = await Run.StartAsync();
        var http = TestRequest.Make("DELETE", "/p/1", "not json");
        var request = await TestWorld.AdmitAsync(http, run.First);
        var result = await run.Runner(run.First).RunAsync(request, _ => new ValueTask<Reply>(Reply.NoContent()));
        await result.ExecuteAsync(http);
        Assert.Equal(204, http.Response.StatusCode);
    }

    [Fact]
    public async Task A_condition_is_checked_inside_the_transaction()
    {
        var run = await Run.StartAsync();
        var http = TestRequest.Make("PUT", "/p/1", "{}", ("If-Match", "\"1\""));
        var request = await TestWorld.AdmitAsync(http, run.First);
        var holds = RequestConditions.IfMatch(request)!;
        var refused = await Assert.ThrowsAsync<DomainException>(() => run.Runner(run.First).RunAsync(
            request, (_, _) => holds("\"2\"") ? new(Reply.NoContent()) : throw DomainException.PreconditionFailed()));
        Assert.Equal(DomainErrorKind.PreconditionFailed, refused.Kind);
    }

    private sealed class Calls
    {
        public int Parsed { get; set; }

        public int Worked { get; set; }
    }

    private sealed class Run(TestWorld world)
    {
        public TestWorld World { get; } = world;

        public IWorkspaceLog First { get; } = world.Instance();

        private IWorkspaceLog Second { get; } = world.Instance();

        public static async Task<Run> StartAsync(FaultyTableStore? store = null) => new(await TestWorld.CreateAsync(store));

        public WriteRunner Runner(IWorkspaceLog log) => new(log, new BodyReader(new DialectOptions()));

        public async Task<List<string>> TitlesAsync() =>
            [.. (await World.Instance().OpenAsync(TestWorld.WorkspaceId)).Picture.Projects.All.Select(project => project.Title)];

        public async Task<(HttpContext Http, Calls Calls)> SendAsync(
            string method = "POST",
            string url = "/p",
            string body = Body,
            string? key = null,
            long user = 1,
            bool isOtherInstance = false,
            bool refuse = false,
            bool disturb = false,
            int padding = 0,
            string dialect = "Test")
        {
            var log = isOtherInstance ? Second : First;
            var http = TestRequest.Make(method, url, body, key is null ? [] : [("Idempotency-Key", key)]);
            var request = await TestWorld.AdmitAsync(http, log, user, new TestDialect(dialect));
            var calls = new Calls();
            var result = await Runner(log).RunAsync(
                request,
                (json, caller) =>
                {
                    calls.Parsed++;
                    Assert.Equal(user, caller.UserId);
                    return json.Root.GetProperty("title").GetString()!;
                },
                async (title, transaction) =>
                {
                    Assert.Equal(user, transaction.ActorId);
                    if (calls.Worked++ == 0 && disturb)
                    {
                        await Second.WriteAsync(TestWorld.WorkspaceId, 2, other => new ValueTask<Project>(Create(other, "other")));
                    }

                    var project = Create(transaction, title);
                    return refuse
                        ? throw DomainException.Forbidden("No.")
                        : Reply.Created(Encoding.UTF8.GetBytes($"{project.Version}:{title}{new string('x', padding)}"), EntityTag.Strong(project.Version));
                });
            await result.ExecuteAsync(http);
            return (http, calls);
        }

        private static Project Create(IWorkspaceTransaction transaction, string title) => transaction.Create(
            new Project { Title = title, CreatorUserId = 1, Color = "#000000", ProductivityScore = 1 });
    }
}

using NodaTime;
using Polychron.Domain.Webhooks;
using Polychron.UseCases;
using Polychron.UseCases.Timers;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Tests.Support;

namespace Polychron.Webhooks.Tests.Delivery;

/// <summary>What follows when a listener does not take a delivery, on a clock that the test moves.</summary>
public sealed class RetryTests
{
    /// <summary>The schedule as it is promised: each attempt's delay after the one before.</summary>
    private static readonly TimeSpan[] Promised =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    [Fact]
    public async Task Ten_attempts_are_made_as_promised_and_then_no_more()
    {
        var (server, process) = await Installation.CreateAsync(new WebhookOptions { DisableAfter = TimeSpan.FromDays(30) });
        server.Listener.Answers(503, "busy");
        var hook = await process.SubscribeAsync();
        var entry = await process.TrackAsync();
        await process.DrainAsync();
        for (var attempt = 1; attempt <= Promised.Length; attempt++)
        {
            Assert.Equal(attempt, server.Listener.All.Count);
            var known = (await server.FindAsync(entry.Id, hook.Id))!;
            Assert.Equal(attempt, known.Attempts.Count);
            Assert.Equal((503, "busy"), (known.Attempts[^1].HttpStatus, known.Response));
            if (attempt == Promised.Length)
            {
                Assert.Equal(DeliveryStatus.Failed, known.Status);
                Assert.Null(known.NextAttemptAt);
                break;
            }

            Assert.Equal(DeliveryStatus.Pending, known.Status);
            var now = Now(server);
            var delay = known.NextAttemptAt!.Value - now;
            var promised = Duration.FromTimeSpan(Promised[attempt]);
            Assert.InRange(delay, promised, promised * 1.2);

            // Not a moment too early.
            server.Time.Advance((delay - Duration.FromMilliseconds(1)).ToTimeSpan());
            await process.DrainAsync();
            Assert.Equal(attempt, server.Listener.All.Count);
            server.Time.Advance(TimeSpan.FromMilliseconds(2));
            await process.DrainAsync();
        }

        server.Time.Advance(TimeSpan.FromDays(6));
        await process.DrainAsync();
        Assert.Equal(Promised.Length, server.Listener.All.Count);
        Assert.Single(server.Listener.All.Select(delivery => delivery.Id).Distinct());
    }

    [Fact]
    public async Task A_later_attempt_tells_of_a_running_timer_what_the_first_one_told()
    {
        var (server, process) = await Installation.CreateAsync();
        server.Listener.Answers(503);
        await process.SubscribeAsync();
        await process.Log.WriteAsync(
            Installation.Workspace, Installation.Owner, transaction => StartTimer.RunAsync(transaction, new StartTimer.Command()));
        await process.DrainAsync();
        server.Time.Advance(Promised[1] * 2);
        await process.DrainAsync();

        Assert.Equal(2, server.Listener.All.Count);
        Assert.Equal(0, server.Listener.All[0].Json["data"]!["seconds"]!.GetValue<long>());
        Assert.Equal(server.Listener.All[0].Body, server.Listener.All[1].Body);
    }

    [Theory]
    [InlineData("3600", 3_600)]
    [InlineData("2", 5)]
    [InlineData("9999999", 86_400)]
    [InlineData("Fri, 01 Mar 2024 13:00:00 GMT", 3_600)]
    [InlineData("Fri, 01 Mar 2024 11:00:00 GMT", 5)]
    public async Task What_the_listener_asks_for_is_waited_if_it_is_longer_and_no_more_than_a_day(string retryAfter, int seconds)
    {
        var (server, process) = await Installation.CreateAsync();
        server.Listener.Answers(429, change: response => response.Headers.TryAddWithoutValidation("Retry-After", retryAfter));
        var hook = await process.SubscribeAsync();
        var entry = await process.TrackAsync();
        await process.DrainAsync();
        var wait = (await server.FindAsync(entry.Id, hook.Id))!.NextAttemptAt!.Value - Now(server);
        Assert.InRange(wait, Duration.FromSeconds(seconds), Duration.FromSeconds(seconds) * 1.2);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(204, true)]
    [InlineData(299, true)]
    [InlineData(301, false)]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(500, false)]
    public async Task Only_a_status_of_2xx_is_a_success(int status, bool isSuccess)
    {
        var (server, process) = await Installation.CreateAsync();
        server.Listener.Answers(status);
        var hook = await process.SubscribeAsync();
        var entry = await process.TrackAsync();
        await process.DrainAsync();
        Assert.Equal(
            isSuccess ? DeliveryStatus.Succeeded : DeliveryStatus.Pending, (await server.FindAsync(entry.Id, hook.Id))!.Status);
    }

    [Fact]
    public async Task A_listener_that_says_it_is_gone_is_removed()
    {
        var (server, process) = await Installation.CreateAsync();
        server.Listener.Answers(410);
        var hook = await process.SubscribeAsync();
        await process.TrackAsync();
        await process.TrackAsync(minute: 20);
        await process.DrainAsync();
        Assert.Empty((await process.Log.OpenAsync(Installation.Workspace)).Picture.Webhooks);
        var last = (await process.Log.ReadLogAsync(Installation.Workspace, 0, int.MaxValue))[^1];
        Assert.Equal((hook.Id, 0L), (((Webhook)last.Before!).Id, last.ActorId));
        Assert.Null(last.After);
        server.Time.Advance(TimeSpan.FromDays(1));
        await process.DrainAsync();
        Assert.Single(server.Listener.All);
    }

    [Fact]
    public async Task After_five_days_without_a_success_it_is_disabled_and_the_log_says_so()
    {
        var (server, process) = await Installation.CreateAsync();
        server.Listener.Answers(500);
        var hook = await process.SubscribeAsync();
        await FailForDaysAsync(server, process, 4);
        Assert.Equal(WebhookState.Active, (await CurrentAsync(process, hook)).State);
        await FailForDaysAsync(server, process, 2);
        var disabled = await CurrentAsync(process, hook);
        Assert.Equal(WebhookState.Disabled, disabled.State);
        Assert.Contains("2024-03-01", disabled.DisabledReason, StringComparison.Ordinal);

        // Nothing is sent from now on, until its owner switches it on; then its past does not count.
        var sent = server.Listener.All.Count;
        await FailForDaysAsync(server, process, 1);
        Assert.Equal(sent, server.Listener.All.Count);
        await SwitchAsync(process, hook, isActive: true);
        await FailForDaysAsync(server, process, 1);
        Assert.True(server.Listener.All.Count > sent);
        Assert.Equal(WebhookState.Active, (await CurrentAsync(process, hook)).State);
    }

    [Fact]
    public async Task One_success_begins_the_five_days_anew()
    {
        var (server, process) = await Installation.CreateAsync();
        server.Listener.Answers(500);
        var hook = await process.SubscribeAsync();
        await FailForDaysAsync(server, process, 4);
        server.Listener.Answers(200);
        await process.TrackAsync(minute: 1);
        await process.DrainAsync();
        Assert.Null(await process.Deliveries.FindFailingSinceAsync(Installation.Workspace, hook.Id));
        server.Listener.Answers(500);
        await FailForDaysAsync(server, process, 4);
        Assert.Equal(WebhookState.Active, (await CurrentAsync(process, hook)).State);
    }

    [Fact]
    public async Task No_more_than_20000_bytes_of_a_response_are_kept_and_what_is_no_text_is_no_trouble()
    {
        var (server, process) = await Installation.CreateAsync();
        server.Listener.Answer = _ => Task.FromResult(new HttpResponseMessage
        {
            Content = new ByteArrayContent([.. Enumerable.Repeat((byte)0xe2, 50_000)]),
        });
        var hook = await process.SubscribeAsync();
        var entry = await process.TrackAsync();
        await process.DrainAsync();
        var known = (await server.FindAsync(entry.Id, hook.Id))!;
        Assert.Equal(DeliveryStatus.Succeeded, known.Status);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(known.Response!), 1, 20_000);
    }

    private static Instant Now(Installation server) => Instant.FromDateTimeOffset(server.Time.GetUtcNow());

    private static async Task<Webhook> CurrentAsync(Process process, Webhook hook) =>
        (await process.Log.OpenAsync(Installation.Workspace)).Picture.Webhooks[hook.Id];

    private static Task SwitchAsync(Process process, Webhook hook, bool isActive) => process.Log.WriteAsync(
        Installation.Workspace,
        Installation.Owner,
        transaction => ValueTask.FromResult(process.Update.Run(
            transaction, hook.Id, new UpdateWebhook.Command { IsActive = Change<bool>.To(isActive) })));

    /// <summary>Lets days go by in which something happens every four hours.</summary>
    private static async Task FailForDaysAsync(Installation server, Process process, int days)
    {
        for (var quarter = 0; quarter < days * 6; quarter++)
        {
            await process.TrackAsync();
            await process.DrainAsync();
            server.Time.Advance(TimeSpan.FromHours(4));
        }
    }
}

using System.Text.Json;
using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Webhooks;
using Polychron.Testing;
using Polychron.UseCases;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Tests.Support;

namespace Polychron.Webhooks.Tests.Subscriptions;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Nothing_that_prints_or_serialises_a_webhook_shows_its_secret()
    {
        var (_, process) = await Installation.CreateAsync();
        var hook = await process.SubscribeAsync(secret: "the secret itself");
        var record = (await process.Log.ReadLogAsync(Installation.Workspace, hook.Id - 1, 1))[0];
        Assert.Equal("the secret itself", ((Webhook)record.After!).Secrets[0].Reveal());
        foreach (var text in new[] { hook.ToString(), record.ToString(), $"{hook.Secrets[0]}", JsonSerializer.Serialize(hook.Secrets), JsonSerializer.Serialize<object>(record) })
        {
            Assert.DoesNotContain("the secret itself", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task While_a_secret_is_rotated_both_sign_and_then_the_new_one_alone()
    {
        var (server, process) = await Installation.CreateAsync();
        var hook = await process.SubscribeAsync();
        var rotated = await process.Log.WriteAsync(Installation.Workspace, Installation.Owner, transaction => ValueTask.FromResult(
            RotateWebhookSecret.Run(transaction, hook.Id, Duration.FromHours(1), new SystemRandomSource())));
        Assert.NotEqual(hook.Secrets[0].Reveal(), rotated.Secrets[0].Reveal());
        await process.TrackAsync();
        await process.DrainAsync();
        Assert.Equal(2, server.Listener.All[^1].Headers["webhook-signature"].Split(' ').Length);
        server.Time.Advance(TimeSpan.FromHours(1));
        await process.TrackAsync(minute: 20);
        await process.DrainAsync();
        Assert.Single(server.Listener.All[^1].Headers["webhook-signature"].Split(' '));
    }

    [Fact]
    public void However_often_it_is_rotated_few_secrets_sign_and_none_longer_than_it_was_told() => Properties.HoldsForLists(
        FsCheck.Fluent.Gen.Choose(0, 168),
        hours =>
        {
            var now = Installation.Start;
            System.Collections.Immutable.ImmutableList<SigningSecret> secrets = [WebhookSecrets.New(new SystemRandomSource())];
            var ends = new Dictionary<string, Instant>();
            foreach (var overlap in hours)
            {
                now += Duration.FromHours(1);
                foreach (var secret in secrets)
                {
                    var end = now + Duration.FromHours(overlap);
                    ends[secret.Reveal()] = ends.TryGetValue(secret.Reveal(), out var earlier) && earlier < end ? earlier : end;
                }

                secrets = WebhookSecrets.Rotate(secrets, WebhookSecrets.New(new SystemRandomSource()), now, Duration.FromHours(overlap));
                Assert.InRange(secrets.Count, 1, WebhookSecrets.MaxOverlapping);
                Assert.Null(secrets[0].ExpiresAt);
                Assert.All(secrets.Skip(1), secret => Assert.Equal(ends[secret.Reveal()], secret.ExpiresAt));
            }
        });

    [Fact]
    public async Task A_ping_goes_out_once_also_to_a_paused_webhook_and_is_in_no_log()
    {
        var (server, process) = await Installation.CreateAsync();
        var hook = await process.SubscribeAsync();
        await PauseAsync(process, hook);
        server.Listener.Answers(503);
        var view = await process.Log.OpenAsync(Installation.Workspace);
        var attempt = await PingWebhook.RunAsync(view, process.Pinger, Installation.Owner, hook.Id);
        Assert.Equal((503, false), (attempt.HttpStatus, attempt.IsSuccess));
        var ping = Assert.Single(server.Listener.All);
        Assert.Equal(("ping", ping.Id), ((string)ping.Json["type"]!, (string)ping.Json["id"]!));
        Assert.Empty(await process.Deliveries.ListAsync(Installation.Workspace, hook.Id, null, 10));
        await Assert.ThrowsAsync<DomainException>(() => PingWebhook.RunAsync(view, process.Pinger, Installation.Manager, hook.Id));
    }

    [Theory]
    [InlineData(Role.Owner, Installation.Owner, true)]
    [InlineData(Role.Manager, Installation.Manager, false)]
    [InlineData(Role.Member, 4L, false)]
    public async Task Only_its_owner_and_owners_of_the_workspace_see_change_and_delete_a_webhook(Role role, long user, bool may)
    {
        var (_, process) = await Installation.CreateAsync();
        var hook = await process.SubscribeAsync(user: Installation.Member);
        var view = await process.Log.OpenAsync(Installation.Workspace);
        Assert.Equal(role, view.Picture.Members[user].Role);
        Assert.Equal(may, ListWebhooks.Run(view, user).Count == 1);
        Func<Task>[] calls =
        [
            () => Task.FromResult(ListWebhooks.Find(view, user, hook.Id)),
            () => ListDeliveries.RunAsync(view, process.Deliveries, user, hook.Id, null, 10),
            () => process.Replay.ReplayAsync(view, user, hook.Id, 1, 2),
            () => process.Replay.ResendAsync(view, user, hook.Id, 1),
            () => PingWebhook.RunAsync(view, process.Pinger, user, hook.Id),
            () => process.Log.WriteAsync(Installation.Workspace, user, transaction => ValueTask.FromResult(
                process.Update.Run(transaction, hook.Id, new UpdateWebhook.Command { Url = Change<string>.To("https://elsewhere.example.com/") }))),
            () => process.Log.WriteAsync(Installation.Workspace, user, transaction => ValueTask.FromResult(
                RotateWebhookSecret.Run(transaction, hook.Id, Duration.Zero, new SystemRandomSource()))),
            () => process.Log.WriteAsync(Installation.Workspace, user, transaction =>
            {
                DeleteWebhook.Run(transaction, hook.Id);
                return ValueTask.FromResult(true);
            }),
        ];
        foreach (var call in calls)
        {
            var error = await Record.ExceptionAsync(call);
            Assert.Equal(may ? null : DomainErrorKind.NotFound, (error as DomainException)?.Kind);
            Assert.True(error is null or DomainException, error?.ToString());
        }
    }

    [Fact]
    public async Task An_address_is_taken_once_and_a_webhook_is_found_by_it()
    {
        var (_, process) = await Installation.CreateAsync();
        await process.SubscribeAsync("https://listener.example.com/same");
        var error = await Assert.ThrowsAsync<DomainException>(() => process.SubscribeAsync("https://listener.example.com/same", Installation.Member));
        Assert.Equal(DomainErrorKind.Conflict, error.Kind);
        await process.Log.WriteAsync(Installation.Workspace, Installation.Owner, transaction =>
        {
            DeleteWebhook.Run(transaction, "https://listener.example.com/same");
            return ValueTask.FromResult(true);
        });
        await process.SubscribeAsync("https://listener.example.com/same", Installation.Member);
    }

    [Fact]
    public void A_message_is_read_as_it_was_written() => Properties.Holds(
        Properties.Between(0, 9_999_999_999_999),
        number =>
        {
            var message = new DeliveryMessage(new DeliveryId(number, number / 3, number / 7), (int)(number % 10), number / 2, (int)(number % 100));
            Assert.Equal(message, DeliveryMessage.Parse(message.ToString()));
        });

    [Theory]
    [InlineData("")]
    [InlineData("1/2/3")]
    [InlineData("1/2/3/4/5/x")]
    [InlineData("1/2/3/-4/5/6")]
    [InlineData("1/2/3/4/5/6/7")]
    public void A_message_that_is_none_is_refused(string text) => Assert.Throws<FormatException>(() => DeliveryMessage.Parse(text));

    private static Task PauseAsync(Process process, Webhook hook) => process.Log.WriteAsync(
        Installation.Workspace,
        Installation.Owner,
        transaction => ValueTask.FromResult(process.Update.Run(
            transaction, hook.Id, new UpdateWebhook.Command { IsActive = Change<bool>.To(false) })));
}

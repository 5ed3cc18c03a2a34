using System.Net;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Webhooks;
using Polychron.Testing.Storage;
using Polychron.UseCases;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Tests.Support;

namespace Polychron.Webhooks.Tests.Faults;

/// <summary>
/// A server to which everything happens by one seed: writes, subscriptions, pauses and deletions; wake-ups lost, timers
/// doubled and skipped, messages delivered 1 to 5 times and shuffled, listeners that fail, and its process dying between any
/// two calls of storage, again and again.
/// </summary>
internal sealed class Mayhem(int seed, double faults)
{
    private static readonly WebhookFilter Some = new()
    {
        Types =
        [
            new(EntityKind.Entry, EventAction.Created), new(EntityKind.Label, EventAction.Created),
            new(EntityKind.Label, EventAction.Updated), new(EntityKind.Label, EventAction.Deleted),
        ],
    };

    private readonly Random _random = new(seed);
    private readonly Installation _server = seed % 3 == 0 ? Narrow() : new();
    private readonly Dictionary<string, int> _failures = [];
    private Process _process = null!;

    public int Crashes { get; private set; }

    /// <summary>Plays it. Returns how many deliveries there were.</summary>
    public async Task<int> PlayAsync()
    {
        await _server.SeedAsync(_server.Begin());
        _server.Listener.Answer = AnswerAsync;
        NextProcess();
        for (var step = 0; step < 25; step++)
        {
            await TryAsync(StepAsync);
            if (step % 5 == 4)
            {
                await (await Oracle.ReadAsync(_server)).CheckNothingIsPassedAsync(_server);
            }
        }

        // Peace: one process that lives, and the time that the retries and the visibility timeouts take.
        _process = _server.Begin();
        for (var quiet = 0; quiet < 2; quiet++)
        {
            await _process.Pipeline.SweepAsync(default);
            for (var pass = 0; pass < 14; pass++)
            {
                await _process.WorkAsync(_random, times: 2);
                _server.Time.Advance(TimeSpan.FromHours(30));
            }
        }

        var oracle = await Oracle.ReadAsync(_server);
        await oracle.CheckAllIsDeliveredAsync(_server);
        return oracle.Owed;
    }

    /// <summary>One whose queue of deliveries is nearly always full.</summary>
    private static Installation Narrow()
    {
        var wide = new Installation();
        return new Installation { Options = wide.Options with { MaxQueued = 2 } };
    }

    private void NextProcess() => _process = _server.Begin(new CrashPoint(_random.Next(5, 150)), _random.Next(), faults);

    /// <summary>Does something; a death brings up the next process, and a store in trouble is borne.</summary>
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception) when (_process.Life.IsDead)
        {
            Crashes++;
            NextProcess();
        }
        catch (Exception error) when (error is StorageUnavailableException or DomainException)
        {
            // As any caller would be told.
        }
    }

    private Task StepAsync()
    {
        _server.Time.Advance(TimeSpan.FromSeconds(_random.Next(40)));
        return _random.Next(12) switch
        {
            0 => _process.SubscribeAsync($"https://listener.example.com/{_random.Next(6)}", filter: _random.Next(2) == 0 ? Some : null),
            1 => ChangeHookAsync(),
            2 => _process.Pipeline.SweepAsync(default),
            3 or 4 or 5 => _process.WorkAsync(_random, times: 5),
            6 => _process.WakeAsync(),
            _ => WriteAsync(_process.Log),
        };
    }

    private async Task ChangeHookAsync()
    {
        var hooks = (await _process.Log.OpenAsync(Installation.Workspace)).Picture.Webhooks.Values.OrderBy(hook => hook.Id).ToList();
        if (hooks.Count == 0)
        {
            return;
        }

        var hook = hooks[_random.Next(hooks.Count)];
        var isDeletion = _random.Next(3) == 0;
        await _process.Log.WriteAsync(Installation.Workspace, Installation.Owner, transaction =>
        {
            if (isDeletion)
            {
                DeleteWebhook.Run(transaction, hook.Id);
            }
            else
            {
                _process.Update.Run(
                    transaction, hook.Id, new UpdateWebhook.Command { IsActive = Change<bool>.To(hook.State != WebhookState.Active) });
            }

            return ValueTask.FromResult(true);
        });
    }

    private async Task WriteAsync(IWorkspaceLog log)
    {
        for (var count = _random.Next(1, 5); count > 0; count--)
        {
            var (what, title) = (_random.Next(4), $"{_random.Next(1000)}");
            await log.WriteAsync(Installation.Workspace, Installation.Owner, transaction =>
            {
                var labels = transaction.Picture.Labels.Values.OrderBy(label => label.Id).ToList();
                switch (what)
                {
                    case 0:
                        transaction.Create(new Label { Name = title, Position = 1 });
                        break;
                    case 1 when labels.Count > 0:
                        transaction.Update(labels[0], labels[0] with { Name = title });
                        break;
                    case 2 when labels.Count > 1:
                        transaction.Delete(labels[^1]);
                        break;
                    default:
                        transaction.Create(NewEntry(title));
                        break;
                }

                return ValueTask.FromResult(true);
            });
        }
    }

    private static Entry NewEntry(string title) => new()
    {
        UserId = Installation.Member,
        CreatorUserId = Installation.Member,
        Start = Installation.Start,
        End = Installation.Start,
        DurationSeconds = 0,
        Title = title,
        BillingStatus = Polychron.Domain.Billing.BillingStatus.Billable,
    };

    private Task<HttpResponseMessage> AnswerAsync(Received delivery)
    {
        // Fails at times, and no more than thrice in a row: the last attempts succeed.
        var failures = _failures.GetValueOrDefault(delivery.Id);
        if (failures < 3 && _random.Next(4) == 0)
        {
            _failures[delivery.Id] = failures + 1;
            return _random.Next(2) == 0
                ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError))
                : Task.FromException<HttpResponseMessage>(new HttpRequestException("no connection"));
        }

        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Polychron.Soak.Checks;
using Polychron.Soak.Dialects;
using Polychron.Soak.Wires;
using Polychron.Soak.World;
using Polychron.Testing.Server;

namespace Polychron.Soak.Hooks;

/// <summary>Listeners for the changes of all workspaces, in three dialects, which fail now and then.</summary>
internal sealed class HookListeners : IDisposable
{
    private const string TimelySecret = "a-secret-of-the-soak's-own-choice";

    private readonly HookReceiver _receiver;
    private readonly ConcurrentDictionary<string, HookTold> _byPath = new();
    private readonly Wire _wire;
    private readonly Findings _findings;
    private int _calls;

    public HookListeners(Wire wire, Findings findings)
    {
        (_wire, _findings) = (wire, findings);
        _receiver = new HookReceiver { Keeps = false, Status = Answer };
    }

    public IReadOnlyCollection<HookTold> All => [.. _byPath.Values];

    public long Deliveries => All.Sum(hook => hook.Deliveries);

    /// <summary>Subscribes: Timether's form everywhere, the other two in the first workspace.</summary>
    public async Task SubscribeAsync(IReadOnlyList<Space> spaces)
    {
        foreach (var space in spaces)
        {
            var made = await MakeAsync(space, "Timether", url => TimetherDialect.Ask(
                space.Id, space.Owner, HttpMethod.Post, "/webhooks", new JsonObject { ["url"] = url, ["events"] = new JsonArray("*") }));
            made.Hook.Key = KeyOf((string)made.Json["secret"]!);
        }

        var timely = await MakeAsync(spaces[0], "Timely", url => TimelyDialect.Ask(spaces[0], spaces[0].Owner, HttpMethod.Post, "webhooks", new JsonObject
        {
            ["webhook"] = new JsonObject { ["url"] = url, ["subscriptions"] = new JsonArray("hours:created", "hours:updated", "hours:deleted"), ["secret_token"] = TimelySecret },
        }));
        timely.Hook.Key = Encoding.UTF8.GetBytes(TimelySecret);
        var timespace = await MakeAsync(spaces[0], "Timespace", url => TimespaceDialect.Ask(
            spaces[0].Owner, HttpMethod.Post, "time_entry/en/rest_hooks",
            new JsonObject { ["hook_url"] = url, ["cloud"] = TimespaceDialect.RecordId(spaces[0].Id, 'w', spaces[0].Id) }));
        timespace.Hook.Key = KeyOf((string)timespace.Json["secret"]!);
        foreach (var hook in All)
        {
            var space = spaces.First(space => space.Id == hook.WorkspaceId);
            var head = await _wire.SendAsync(TimetherDialect.Ask(space.Id, space.Owner, HttpMethod.Get, "/changes?after=0&limit=1"));
            hook.After = (long)head.Json["head"]!;
        }
    }

    public void Dispose() => _receiver.Dispose();

    private static byte[] KeyOf(string secret) => Convert.FromBase64String(secret["whsec_".Length..]);

    private async Task<(HookTold Hook, JsonNode Json)> MakeAsync(Space space, string form, Func<string, WireRequest> subscribe)
    {
        var hook = new HookTold($"/{form.ToLowerInvariant()}/{space.Id}", space.Id, form, _findings);
        _byPath[hook.Path] = hook;
        var answer = await _wire.SendAsync(subscribe(_receiver.Url(hook.Path)));
        if (answer.Status != 201)
        {
            throw new InvalidOperationException($"{form} webhook: {answer}");
        }

        // A number, or as in "hook.9.27".
        var json = answer.Json;
        hook.Id = long.Parse(json["id"]!.ToString().Split('.')[^1], CultureInfo.InvariantCulture);
        return (hook, json);
    }

    private int Answer(Hook hook)
    {
        // One in fifty fails and has to come again.
        if (Interlocked.Increment(ref _calls) % 50 == 0)
        {
            return 500;
        }

        try
        {
            _byPath[hook.Path].Take(hook);
        }
#pragma warning disable CA1031 // Whatever cannot be understood of a delivery is a finding, and must not end the listener.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            _findings.Add("webhook not understood", $"{hook.Path} {hook.Id}: {wrong.Message}");
        }

        return 200;
    }
}

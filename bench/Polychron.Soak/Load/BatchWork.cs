using System.Text.Json.Nodes;
using Polychron.Soak.Dialects;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;

namespace Polychron.Soak.Load;

/// <summary>Several entries in one write, which happens whole or not at all. Always under a key.</summary>
internal sealed class BatchWork(Scene scene)
{
    public Task StepAsync() => scene.Random.Next(4) switch
    {
        0 => TimelyBulkAsync(),
        1 => TimingStatusAsync(),
        2 => RefusedAsync(),
        _ => TimetherBatchAsync(),
    };

    private async Task TimelyBulkAsync()
    {
        var drafts = Enumerable.Range(0, scene.Random.Next(2, 30)).Select(_ => scene.Drafts.Entry() with { Billing = "billable" })
            .Select(facts => facts with { Project = facts.Project ?? scene.Space.Projects[0].Id }).ToList();
        var gone = Some(2);
        var request = TimelyDialect.Ask(scene.Space, scene.Who, HttpMethod.Post, "bulk/events", new JsonObject
        {
            ["create"] = new JsonArray([.. drafts.Select(facts => TimelyDialect.New(scene.Space, facts))]),
            ["delete"] = new JsonArray([.. gone.Select(id => JsonValue.Create(id))]),
        });
        if (await SendAsync(request) is not { } json)
        {
            return;
        }

        var created = json["created_ids"]!.AsArray().Select(id => (long)id!).ToList();
        if (created.Count != drafts.Count || json["deleted_ids"]!.AsArray().Count != gone.Count)
        {
            scene.Findings.Add("part of a batch", $"{request} -> {json}");
        }

        for (var i = 0; i < Math.Min(created.Count, drafts.Count); i++)
        {
            Made(created[i], drafts[i]);
        }

        gone.ForEach(Gone);
    }

    private async Task TimetherBatchAsync()
    {
        var drafts = Enumerable.Range(0, scene.Random.Next(1, 8)).Select(_ => scene.Drafts.Entry()).ToList();
        var changes = Some(3).ToDictionary(id => id, id => scene.Drafts.Changed(scene.Ledger.Entries[id]));
        var operations = new JsonArray();
        foreach (var facts in drafts)
        {
            operations.Add(new JsonObject { ["op"] = "create", ["time_entry"] = TimetherDialect.New(facts) });
        }

        foreach (var (id, facts) in changes)
        {
            operations.Add(new JsonObject
            {
                ["op"] = "update",
                ["id"] = id,
                ["time_entry"] = TimetherDialect.Changes(scene.Ledger.Entries[id], facts),
            });
        }

        var request = Batch(operations);
        if (await SendAsync(request) is not { } json)
        {
            return;
        }

        var shown = json["results"]!.AsArray().Select(result => TimetherDialect.Instance.Read(result!["time_entry"]!)).ToList();
        foreach (var (view, facts) in shown.Zip(drafts.Concat(changes.Values)))
        {
            if (view.DifferenceTo(facts) is { } difference)
            {
                scene.Findings.Add("reply is not what was asked for", $"{request}: {difference}");
            }
        }

        for (var i = 0; i < drafts.Count; i++)
        {
            Made(shown[i].Id, drafts[i]);
        }

        foreach (var (id, facts) in changes)
        {
            scene.Ledger.Put(id, facts);
        }
    }

    private async Task TimingStatusAsync()
    {
        var ids = Some(10);
        if (ids.Count == 0)
        {
            return;
        }

        var status = Drafts.Statuses[scene.Random.Next(Drafts.Statuses.Count)];
        var request = TimingDialect.Ask(scene.Who, HttpMethod.Patch, "/time-entries/batch-update", new JsonObject
        {
            ["time_entries"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]),
            ["data"] = new JsonObject { ["billing_status"] = status },
        });
        if (await SendAsync(request) is not null)
        {
            ids.ForEach(id => scene.Ledger.Put(id, scene.Ledger.Entries[id] with { Billing = status }));
        }
    }

    /// <summary>A batch of which one operation cannot be done: nothing of it may ever be seen.</summary>
    private async Task RefusedAsync()
    {
        var never = scene.Drafts.Entry();
        var request = Batch(
        [
            new JsonObject { ["op"] = "create", ["time_entry"] = TimetherDialect.New(never) },
            new JsonObject { ["op"] = "delete", ["id"] = 999_999_999 },
        ]);
        var answer = await scene.Wire.RepeatAsync(request);
        if (answer.Status != 422)
        {
            scene.Findings.Add("what had to be refused was not", $"{request} -> {answer}");
        }
    }

    private async Task<JsonNode?> SendAsync(WireRequest request)
    {
        var answer = await scene.Doubts.WithKeyAsync(request);
        if (answer.IsSuccess)
        {
            return answer.Json;
        }

        scene.Findings.Add("write refused", $"{request} -> {answer}");
        return null;
    }

    private WireRequest Batch(JsonArray operations) => TimetherDialect.Ask(
        scene.Space.Id, scene.Who, HttpMethod.Post, "/time_entries/batch", new JsonObject { ["operations"] = operations });

    private List<long> Some(int most) => scene.Own.Count < most
        ? []
        : [.. Enumerable.Range(0, scene.Random.Next(most + 1)).Select(_ => scene.Own[scene.Random.Next(scene.Own.Count)]).Distinct()];

    private void Made(long id, EntryFacts facts)
    {
        scene.Ledger.Put(id, facts);
        scene.Own.Add(id);
    }

    private void Gone(long id)
    {
        scene.Ledger.Delete(id);
        scene.Own.Remove(id);
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Polychron.Soak.Checks;
using Polychron.Testing.Server;

namespace Polychron.Soak.Hooks;

/// <summary>One listener: what it was told, each with a valid signature.</summary>
/// <param name="path">Where it listens.</param>
/// <param name="workspaceId">Whose changes it is told.</param>
/// <param name="form">Whose payloads it gets: Timether, Timely or Timespace.</param>
/// <param name="findings">Takes what is wrong with a delivery.</param>
internal sealed class HookTold(string path, long workspaceId, string form, Findings findings)
{
    private readonly ConcurrentDictionary<long, string> _told = new();
    private long _deliveries;

    public string Path => path;

    public long WorkspaceId => workspaceId;

    public string Form => form;

    /// <summary>The record that made it, which the changes feed has no resource for.</summary>
    public long Id { get; set; }

    /// <summary>The key of its signatures.</summary>
    public byte[] Key { get; set; } = [];

    /// <summary>The record after which it is told.</summary>
    public long After { get; set; }

    /// <summary>What it was told, by sequence number: the kind of change and the id.</summary>
    public IReadOnlyDictionary<long, string> Told => _told;

    public long Deliveries => Interlocked.Read(ref _deliveries);

    /// <summary>Takes a delivery.</summary>
    public void Take(Hook hook)
    {
        Interlocked.Increment(ref _deliveries);
        if (!IsSigned(hook))
        {
            findings.Add("webhook signature", $"{path} {hook.Id}");
            return;
        }

        var json = hook.Json;
        var (sequence, told) = form switch
        {
            "Timely" => ((long)json["payload"]!["sequence"]!, $"{((string)json["event_type"]!).Split(':')[1]} {json["payload"]!["entity_id"]}"),
            "Timespace" => ((long)json["sequence"]!, $"{json["event"]} {Dialects.TimespaceDialect.Number((string)json["id"]!)}"),
            _ => ((long)json["sequence"]!, $"{((string)json["type"]!).Split('.')[1]} {json["data"]!["id"]}"),
        };
        if (_told.GetOrAdd(sequence, told) != told)
        {
            findings.Add("webhook told two things of one record", $"{path} {sequence}: {_told[sequence]}, then {told}");
        }
    }

    private bool IsSigned(Hook hook)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{hook.Id}.{hook.Headers["webhook-timestamp"]}."), .. hook.Body];
        return hook.Headers["webhook-signature"].Split(' ')
            .Contains($"v1,{Convert.ToBase64String(HMACSHA256.HashData(Key, signed))}");
    }
}

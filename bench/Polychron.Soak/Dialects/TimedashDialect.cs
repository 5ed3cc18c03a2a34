using System.Text;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Dialects;

/// <summary>Timedash: assignments with a timestamp and a duration, an agreement each, no labels.</summary>
internal sealed class TimedashDialect : Dialect
{
    public override string Name => "Timedash";

    public override bool CanCreate(EntryFacts facts) => facts.Labels.Length == 0 && facts.Project is not null;

    public override bool CanUpdate(EntryFacts from, EntryFacts to) =>
        from.Labels == to.Labels && (to.Project is not null || from.Project is null);

    public override WireRequest Create(Space space, Person who, EntryFacts facts) => Ask(who, HttpMethod.Post, "/assignments", New(facts));

    public override WireRequest Update(Space space, Person who, long id, EntryFacts from, EntryFacts to) => Ask(
        who, HttpMethod.Patch, $"/assignments/{id}",
        Differing(New(from), New(to), ["timestamp", "duration"], ["billable", "invoiced", "paid"]));

    public override WireRequest Show(Space space, Person who, long id) => Ask(who, HttpMethod.Get, $"/assignments/{id}");

    public override WireRequest Delete(Space space, Person who, long id) => Ask(who, HttpMethod.Delete, $"/assignments/{id}");

    public override EntryView Read(JsonNode entry) => new(
        (long)entry["id"]!,
        new EntryFacts
        {
            UserId = (long)entry["user"]!,
            Title = (string)entry["title"]!,
            Notes = (string?)entry["notes"],
            Start = OffsetDateTimePattern.ExtendedIso.Parse((string)entry["timestamp"]!).Value.ToInstant(),
            Seconds = (long)entry["duration"]!,
            Project = (long?)entry["agreement"],
            Billing = (bool)entry["paid"]! ? "paid" : (bool)entry["invoiced"]! ? "billed" : (bool)entry["billable"]! ? "billable|undetermined" : "not_billable",
            IsRunning = (bool)entry["running"]!,
        },
        KnowsLabels: false)
    {
        HourRate = (long?)entry["rate"] ?? 0,
    };

    public override WireRequest FirstPage(Space space, Person who) => Ask(who, HttpMethod.Get, "/assignments?size=50");

    public override JsonArray Items(JsonNode page) => page["data"]!.AsArray();

    public override async Task<List<EntryView>> ListAsync(Wire wire, Space space, Person reader, long user)
    {
        var all = new List<EntryView>();
        for (var page = 0; ; page++)
        {
            var json = await PageAsync(wire, Ask(reader, HttpMethod.Get, $"/assignments?size=100&page={page}&user={user}"));
            all.AddRange(json["data"]!.AsArray().Select(entry => Read(entry!)));
            if (!(bool)json["has_more"]!)
            {
                var total = (int)json["total"]!;
                return total == all.Count ? all : throw new InvalidOperationException($"Timedash states a total of {total} and lists {all.Count}.");
            }
        }
    }

    /// <summary>A request with a person's key, which means their workspace.</summary>
    public static WireRequest Ask(Person who, HttpMethod method, string path, JsonNode? body = null) =>
        new WireRequest("Timedash", method, "/timedash" + path, body)
            .With("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{who.Token}:"))}");

    private static JsonObject New(EntryFacts facts) => new()
    {
        ["title"] = facts.Title,
        ["notes"] = facts.Notes,
        ["timestamp"] = InstantPattern.ExtendedIso.Format(facts.Start),
        ["duration"] = facts.Seconds,
        ["agreement"] = facts.Project,
        ["billable"] = facts.Billing != "not_billable",
        ["invoiced"] = facts.Billing is "billed" or "paid",
        ["paid"] = facts.Billing == "paid",
    };
}

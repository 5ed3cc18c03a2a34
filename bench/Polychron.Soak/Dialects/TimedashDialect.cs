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

    public override WireRequest Create(Space space, Person who, EntryFacts facts)
    {
        var body = new JsonObject
        {
            ["title"] = facts.Title,
            ["notes"] = facts.Notes,
            ["timestamp"] = InstantPattern.ExtendedIso.Format(facts.Start),
            ["duration"] = facts.Seconds,
            ["agreement"] = facts.Project,
        };
        AddBilling(body, facts);
        return Ask(who, HttpMethod.Post, "/assignments", body);
    }

    public override WireRequest Update(Space space, Person who, long id, EntryFacts from, EntryFacts to)
    {
        var body = new JsonObject();
        if (from.Title != to.Title)
        {
            body["title"] = to.Title;
        }

        if (from.Notes != to.Notes)
        {
            body["notes"] = to.Notes;
        }

        if (from.Start != to.Start || from.Seconds != to.Seconds)
        {
            body["timestamp"] = InstantPattern.ExtendedIso.Format(to.Start);
            body["duration"] = to.Seconds;
        }

        if (from.Project != to.Project)
        {
            body["agreement"] = to.Project;
        }

        if (from.Billing != to.Billing)
        {
            AddBilling(body, to);
        }

        return Ask(who, HttpMethod.Patch, $"/assignments/{id}", body);
    }

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

    private static void AddBilling(JsonObject body, EntryFacts facts)
    {
        body["billable"] = facts.Billing != "not_billable";
        body["invoiced"] = facts.Billing is "billed" or "paid";
        body["paid"] = facts.Billing == "paid";
    }
}

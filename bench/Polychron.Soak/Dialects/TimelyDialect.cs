using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Dialects;

/// <summary>Timely: events with a day, a note whose first line is the title, and a project each.</summary>
internal sealed class TimelyDialect : Dialect
{
    private const int PageSize = 500;

    public override string Name => "Timely";

    public override bool HasConditions => false;

    public override bool CanCreate(EntryFacts facts) => facts.Project is not null && facts.Billing is "billable" or "billed" or "not_billable";

    // What is paid is billed too and stays paid; nothing there takes a project away.
    public override bool CanUpdate(EntryFacts from, EntryFacts to) =>
        to.Project is not null
        && (from.Billing == to.Billing || to.Billing is "billable" or "not_billable" || (to.Billing == "billed" && from.Billing != "paid"));

    public override WireRequest Create(Space space, Person who, EntryFacts facts) =>
        Ask(space, who, HttpMethod.Post, "events", new JsonObject { ["event"] = New(space, facts) });

    public override WireRequest Update(Space space, Person who, long id, EntryFacts from, EntryFacts to) => Ask(
        space, who, HttpMethod.Put, $"events/{id}",
        new JsonObject { ["event"] = Differing(New(space, from), New(space, to), ["day", "from", "to"], ["billable", "billed"]) });

    public override WireRequest Show(Space space, Person who, long id) => Ask(space, who, HttpMethod.Get, $"events/{id}");

    public override WireRequest Delete(Space space, Person who, long id) => Ask(space, who, HttpMethod.Delete, $"events/{id}");

    public override EntryView Read(JsonNode entry)
    {
        var note = ((string?)entry["note"] ?? "").Split('\n', 2);
        return new EntryView(
            (long)entry["id"]!,
            new EntryFacts
            {
                UserId = (long)entry["user"]!["id"]!,
                Title = note[0],
                Notes = note.Length > 1 ? note[1] : null,
                Start = OffsetDateTimePattern.ExtendedIso.Parse((string)entry["from"]!).Value.ToInstant(),
                Seconds = (long)entry["duration"]!["total_seconds"]!,
                Project = (long?)entry["project"]?["id"],
                Labels = EntryFacts.LabelsOf(entry["label_ids"]!.AsArray().Select(id => (long)id!)),
                Billing = (bool)entry["billed"]! ? "billed|paid" : (bool)entry["billable"]! ? "billable|undetermined" : "not_billable",
                IsRunning = (string?)entry["timer_state"] == "start",
            },
            IsToTheSecond: true);
    }

    public override WireRequest FirstPage(Space space, Person who) => Ask(space, who, HttpMethod.Get, $"users/{who.Id}/events?filter=all&since=2015-01-01&upto=2199-12-31&per_page=50");

    public override JsonArray Items(JsonNode page) => page.AsArray();

    public override async Task<List<EntryView>> ListAsync(Wire wire, Space space, Person reader, long user)
    {
        var all = new List<EntryView>();
        for (var page = 1; ; page++)
        {
            var json = await PageAsync(wire, Ask(
                space, reader, HttpMethod.Get, $"users/{user}/events?filter=all&since=2015-01-01&upto=2199-12-31&sort=id&order=asc&per_page={PageSize}&page={page}"));
            all.AddRange(json.AsArray().Select(entry => Read(entry!)));
            if (json.AsArray().Count < PageSize)
            {
                return all;
            }
        }
    }

    /// <summary>A request with a person's token in the account of the workspace.</summary>
    public static WireRequest Ask(Space space, Person who, HttpMethod method, string path, JsonNode? body = null) =>
        new WireRequest("Timely", method, $"/timely/1.1/{space.Id}/{path}", body).With("Authorization", $"Bearer {who.Token}");

    /// <summary>The members of a new event.</summary>
    public static JsonObject New(Space space, EntryFacts facts) => new()
    {
        ["note"] = facts.Notes is null ? facts.Title : $"{facts.Title}\n{facts.Notes}",
        ["project_id"] = facts.Project,
        ["label_ids"] = new JsonArray([.. facts.LabelIds.Select(id => JsonValue.Create(id))]),
        ["day"] = LocalDatePattern.Iso.Format(facts.Start.InZone(space.Zone).Date),
        ["from"] = Moment(space, facts.Start),
        ["to"] = Moment(space, facts.End),
        ["billable"] = facts.Billing != "not_billable",
        ["billed"] = facts.Billing is "billed" or "paid",
    };

    private static string Moment(Space space, Instant instant) =>
        OffsetDateTimePattern.GeneralIso.Format(instant.InZone(space.Zone).ToOffsetDateTime());
}

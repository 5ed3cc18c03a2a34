using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Dialects;

/// <summary>Timing: references, no labels.</summary>
internal sealed class TimingDialect : Dialect
{
    private const string Root = "/timing/api/v1";

    public override string Name => "Timing";

    public override bool CanCreate(EntryFacts facts) => facts.Labels.Length == 0;

    public override bool CanUpdate(EntryFacts from, EntryFacts to) => from.Labels == to.Labels;

    public override WireRequest Create(Space space, Person who, EntryFacts facts) => Ask(who, HttpMethod.Post, "/time-entries", New(facts));

    public override WireRequest Update(Space space, Person who, long id, EntryFacts from, EntryFacts to) =>
        Ask(who, HttpMethod.Patch, $"/time-entries/{id}", Differing(New(from), New(to), ["start_date", "end_date"]));

    public override WireRequest Show(Space space, Person who, long id) => Ask(who, HttpMethod.Get, $"/time-entries/{id}");

    public override WireRequest Delete(Space space, Person who, long id) => Ask(who, HttpMethod.Delete, $"/time-entries/{id}");

    public override EntryView ReadReply(WireAnswer answer) => Read(answer.Json["data"]!);

    public override EntryView Read(JsonNode entry) => new(
        Number((string)entry["self"]!),
        new EntryFacts
        {
            UserId = Number((string)entry["creator_id"]!),
            Title = (string)entry["title"]!,
            Notes = (string?)entry["notes"],
            Start = OffsetDateTimePattern.ExtendedIso.Parse((string)entry["start_date"]!).Value.ToInstant(),
            Seconds = (long)entry["duration"]!,
            Project = entry["project"] is { } project ? Number((string)project["self"]!) : null,
            Billing = (string)entry["billing_status"]!,
            IsRunning = (bool)entry["is_running"]!,
        },
        KnowsLabels: false);

    public override WireRequest FirstPage(Space space, Person who) => Ask(who, HttpMethod.Get, "/time-entries?per_page=50");

    public override JsonArray Items(JsonNode page) => page["data"]!.AsArray();

    public override async Task<List<EntryView>> ListAsync(Wire wire, Space space, Person reader, long user)
    {
        var all = new List<EntryView>();
        for (var page = 1; ; page++)
        {
            // One's own without asking; a colleague's by name.
            var others = reader.Id == user ? "" : $"&include_team_members=1&team_members[]=/users/{user}";
            var json = await PageAsync(wire, Ask(reader, HttpMethod.Get, $"/time-entries?per_page=500&page={page}{others}"));
            all.AddRange(json["data"]!.AsArray().Select(entry => Read(entry!)));
            if (page >= (int)json["meta"]!["last_page"]!)
            {
                var total = (int)json["meta"]!["total"]!;
                return total == all.Count ? all : throw new InvalidOperationException($"Timing states a total of {total} and lists {all.Count}.");
            }
        }
    }

    /// <summary>A request with a person's token.</summary>
    public static WireRequest Ask(Person who, HttpMethod method, string path, JsonNode? body = null) =>
        new WireRequest("Timing", method, Root + path, body).With("Authorization", $"Bearer {who.Token}");

    private static JsonObject New(EntryFacts facts) => new()
    {
        ["title"] = facts.Title,
        ["notes"] = facts.Notes,
        ["start_date"] = InstantPattern.ExtendedIso.Format(facts.Start),
        ["end_date"] = InstantPattern.ExtendedIso.Format(facts.End),
        ["project"] = facts.Project is { } id ? $"/projects/{id}" : null,
        ["billing_status"] = facts.Billing,
    };

    private static long Number(string reference) =>
        long.Parse(reference.AsSpan(reference.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture);
}

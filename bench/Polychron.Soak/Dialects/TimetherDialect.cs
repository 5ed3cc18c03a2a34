using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Dialects;

/// <summary>Timether, which tells everything of an entry.</summary>
internal sealed class TimetherDialect : Dialect
{
    public static readonly TimetherDialect Instance = new();

    public override string Name => "Timether";

    public override bool CanCreate(EntryFacts facts) => true;

    public override bool CanUpdate(EntryFacts from, EntryFacts to) => true;

    public override WireRequest Create(Space space, Person who, EntryFacts facts) =>
        Ask(space.Id, who, HttpMethod.Post, "/time_entries", New(facts));

    public override WireRequest Update(Space space, Person who, long id, EntryFacts from, EntryFacts to) =>
        Ask(space.Id, who, HttpMethod.Patch, $"/time_entries/{id}", Changes(from, to));

    public override WireRequest Show(Space space, Person who, long id) => Ask(space.Id, who, HttpMethod.Get, $"/time_entries/{id}");

    public override WireRequest Delete(Space space, Person who, long id) => Ask(space.Id, who, HttpMethod.Delete, $"/time_entries/{id}");

    public override EntryView Read(JsonNode entry) => new(
        (long)entry["id"]!,
        new EntryFacts
        {
            UserId = (long)entry["user_id"]!,
            Title = (string?)entry["title"] ?? "",
            Notes = (string?)entry["notes"],
            Start = OffsetDateTimePattern.ExtendedIso.Parse((string)entry["started_at"]!).Value.ToInstant(),
            Seconds = (long)entry["duration_seconds"]!,
            Project = (long?)entry["project_id"],
            Labels = EntryFacts.LabelsOf(entry["tag_ids"]!.AsArray().Select(id => (long)id!)),
            Billing = (string)entry["billing_status"]!,
            IsRunning = (bool)entry["is_running"]!,
        })
    {
        HourRate = (long?)entry["hourly_rate_cents"] ?? 0,
    };

    public override WireRequest FirstPage(Space space, Person who) => Ask(space.Id, who, HttpMethod.Get, "/time_entries?limit=50");

    public override JsonArray Items(JsonNode page) => page["data"]!.AsArray();

    public override Task<List<EntryView>> ListAsync(Wire wire, Space space, Person reader, long user) =>
        PagesAsync(wire, space, reader, $"user_id={user}");

    /// <summary>All entries of a filter.</summary>
    public async Task<List<EntryView>> PagesAsync(Wire wire, Space space, Person reader, string filter)
    {
        var all = new List<EntryView>();
        var cursor = "";
        while (true)
        {
            var json = await PageAsync(wire, Ask(space.Id, reader, HttpMethod.Get, $"/time_entries?limit=200&{filter}{cursor}"));
            all.AddRange(json["data"]!.AsArray().Select(entry => Read(entry!)));
            if (json["next_cursor"] is not { } next)
            {
                return all;
            }

            cursor = $"&cursor={Uri.EscapeDataString((string)next!)}";
        }
    }

    /// <summary>What a user's entries of one second are, which finds one whose id nobody was told.</summary>
    public static WireRequest AtSecond(Space space, Person who, Instant start) => Ask(
        space.Id, who, HttpMethod.Get,
        $"/time_entries?limit=200&user_id={who.Id}&started_from={Text(start)}&started_before={Text(start + Duration.FromSeconds(1))}");

    /// <summary>A request with a person's token in a workspace.</summary>
    public static WireRequest Ask(long workspace, Person who, HttpMethod method, string path, JsonNode? body = null) =>
        new WireRequest("Timether", method, $"/timether/api/v1{path}", body)
            .With("Authorization", $"Bearer {who.Token}").With("X-Workspace-Id", $"{workspace}");

    /// <summary>The members of a new entry.</summary>
    public static JsonObject New(EntryFacts facts) => new()
    {
        ["title"] = facts.Title,
        ["notes"] = facts.Notes,
        ["started_at"] = Text(facts.Start),
        ["ended_at"] = Text(facts.End),
        ["project_id"] = facts.Project,
        ["tag_ids"] = Ids(facts),
        ["billing_status"] = facts.Billing,
    };

    /// <summary>The members of an entry that differ.</summary>
    public static JsonObject Changes(EntryFacts from, EntryFacts to) => Differing(New(from), New(to), ["started_at", "ended_at"]);

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private static JsonArray Ids(EntryFacts facts) => [.. facts.LabelIds.Select(id => JsonValue.Create(id))];
}

using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Dialects;

/// <summary>Timespace: records with ids that name their cloud and type and have check digits.</summary>
internal sealed class TimespaceDialect : Dialect
{
    private const int PageSize = 500;

    public override string Name => "Timespace";

    public override bool CanCreate(EntryFacts facts) => true;

    public override bool CanUpdate(EntryFacts from, EntryFacts to) => true;

    public override WireRequest Create(Space space, Person who, EntryFacts facts) =>
        Ask(who, HttpMethod.Post, $"time_entry.{space.Id}/en/rest", New(space, facts));

    public override WireRequest Update(Space space, Person who, long id, EntryFacts from, EntryFacts to) => Ask(
        who, HttpMethod.Patch, $"{RecordId(space.Id, 'e', id)}/en/rest", Differing(New(space, from), New(space, to), ["start", "end"]));

    public override WireRequest Show(Space space, Person who, long id) => Ask(who, HttpMethod.Get, $"{RecordId(space.Id, 'e', id)}/en/rest");

    public override WireRequest Delete(Space space, Person who, long id) => Ask(who, HttpMethod.Delete, $"{RecordId(space.Id, 'e', id)}/en/rest");

    public override EntryView Read(JsonNode entry) => new(
        Number((string)entry["id"]!),
        new EntryFacts
        {
            UserId = Number((string)entry["user"]!),
            Title = (string)entry["title"]!,
            Notes = (string?)entry["notes"],
            Start = OffsetDateTimePattern.ExtendedIso.Parse((string)entry["start"]!).Value.ToInstant(),
            Seconds = (long)entry["duration_seconds"]!,
            Project = entry["project"] is { } project ? Number((string)project!) : null,
            Labels = EntryFacts.LabelsOf(entry["labels"]!.AsArray().Select(label => Number((string)label!))),
            Billing = (string)entry["billing_status"]!,
            IsRunning = (bool)entry["is_running"]!,
        });

    public override WireRequest FirstPage(Space space, Person who) => Ask(who, HttpMethod.Get, "time_entry/en/rest?limit=50");

    public override JsonArray Items(JsonNode page) => page.AsArray();

    public override async Task<List<EntryView>> ListAsync(Wire wire, Space space, Person reader, long user)
    {
        // The cloud's entries, of which the user's are taken: there is no filter by user.
        var all = new List<EntryView>();
        for (var offset = 0; ; offset += PageSize)
        {
            var json = await PageAsync(wire, Ask(reader, HttpMethod.Get, $"time_entry/en/rest?limit={PageSize}&offset={offset}"));
            all.AddRange(json.AsArray().Select(entry => Read(entry!)).Where(entry => entry.Facts.UserId == user));
            if (json.AsArray().Count < PageSize)
            {
                return all;
            }
        }
    }

    /// <summary>A request with a person's cookie.</summary>
    public static WireRequest Ask(Person who, HttpMethod method, string path, JsonNode? body = null) =>
        new WireRequest("Timespace", method, $"/timespace/{path}", body).With("Cookie", $"timespace_api_key={who.Token}");

    /// <summary>A record's id: cloud, type, number, and the check digits of ISO/IEC 7064, MOD 97-10.</summary>
    public static string RecordId(long cloud, char type, long number)
    {
        var rest = 0;
        foreach (var c in string.Create(CultureInfo.InvariantCulture, $"{cloud}{type}{number}00"))
        {
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + c - '0') % 97 : ((rest * 100) + c - 'a' + 10) % 97;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{cloud}-{type}{number}-{98 - rest:D2}");
    }

    /// <summary>The number in a record's id.</summary>
    public static long Number(string id) => long.Parse(id.Split('-')[1].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);

    private static JsonObject New(Space space, EntryFacts facts) => new()
    {
        ["title"] = facts.Title,
        ["notes"] = facts.Notes,
        ["start"] = InstantPattern.ExtendedIso.Format(facts.Start),
        ["end"] = InstantPattern.ExtendedIso.Format(facts.End),
        ["project"] = facts.Project is { } id ? RecordId(space.Id, 'p', id) : null,
        ["labels"] = Labels(space, facts),
        ["billing_status"] = facts.Billing,
    };

    private static JsonArray Labels(Space space, EntryFacts facts) =>
        [.. facts.LabelIds.Select(id => JsonValue.Create(RecordId(space.Id, 'l', id)))];
}

using System.Text.Json.Nodes;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Dialects;

/// <summary>What the soak does through one API, in that API's words.</summary>
internal abstract class Dialect
{
    /// <summary>All that there are.</summary>
    public static readonly IReadOnlyList<Dialect> All =
        [new TimingDialect(), new TimelyDialect(), TimetherDialect.Instance, new TimedashDialect(), new TimespaceDialect()];

    public abstract string Name { get; }

    /// <summary>Whether a single entry has an ETag with If-Match.</summary>
    public virtual bool HasConditions => true;

    /// <summary>Whether an entry of this kind can be made.</summary>
    public abstract bool CanCreate(EntryFacts facts);

    /// <summary>Whether one can be made the other.</summary>
    public abstract bool CanUpdate(EntryFacts from, EntryFacts to);

    public abstract WireRequest Create(Space space, Person who, EntryFacts facts);

    /// <summary>Changes no more than what differs.</summary>
    public abstract WireRequest Update(Space space, Person who, long id, EntryFacts from, EntryFacts to);

    public abstract WireRequest Show(Space space, Person who, long id);

    public abstract WireRequest Delete(Space space, Person who, long id);

    /// <summary>The entry of a reply to the above.</summary>
    public virtual EntryView ReadReply(WireAnswer answer) => Read(answer.Json);

    /// <summary>An entry as it stands in lists.</summary>
    public abstract EntryView Read(JsonNode entry);

    /// <summary>The first page of what a person sees.</summary>
    public abstract WireRequest FirstPage(Space space, Person who);

    /// <summary>The entries of a page.</summary>
    public abstract JsonArray Items(JsonNode page);

    /// <summary>All entries of a user, page by page as clients do. Nobody writes any of them meanwhile.</summary>
    public abstract Task<List<EntryView>> ListAsync(Wire wire, Space space, Person reader, long user);

    /// <summary>The members of a form that differ from an earlier one; of those that say one thing together, all or none.</summary>
    protected static JsonObject Differing(JsonObject was, JsonObject now, params IReadOnlyList<string>[] together)
    {
        var changed = now.Where(member => !JsonNode.DeepEquals(member.Value, was[member.Key])).Select(member => member.Key).ToHashSet();
        foreach (var names in together.Where(names => names.Any(changed.Contains)))
        {
            changed.UnionWith(names);
        }

        return new JsonObject(
            now.Where(member => changed.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
    }

    /// <summary>The answer of a list.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    protected static async Task<JsonNode> PageAsync(Wire wire, WireRequest request)
    {
        var answer = await wire.RepeatAsync(request);
        return answer.Status == 200 ? answer.Json : throw new InvalidOperationException($"{request} -> {answer}");
    }
}

using System.Globalization;
using Polychron.Soak.Dialects;
using Polychron.Soak.Load;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Checks;

/// <summary>Holds what the server has against what it acknowledged.</summary>
internal sealed class EntryCheck(Wire wire, Findings findings)
{
    /// <summary>All entries of a workspace as a dialect lists them, person by person: exactly those of the ledger, as they were acknowledged.</summary>
    /// <returns>What was listed, by id.</returns>
    public async Task<Dictionary<long, EntryView>> AllAsync(Space space, Dialect dialect)
    {
        var found = new Dictionary<long, EntryView>();
        foreach (var person in space.People)
        {
            foreach (var view in await dialect.ListAsync(wire, space, space.Owner, person.Id))
            {
                if (!found.TryAdd(view.Id, view))
                {
                    findings.Add("entry listed twice", $"{dialect.Name} {view.Id}");
                }
            }
        }

        Compare(dialect.Name, space.Ledger, found, findings);
        return found;
    }

    /// <summary>Entries that were found against a ledger.</summary>
    /// <param name="where">Where they were found.</param>
    /// <param name="ledger">What was acknowledged.</param>
    /// <param name="found">What was found, by id.</param>
    /// <param name="findings">Takes what differs.</param>
    public static void Compare(string where, Ledger ledger, IReadOnlyDictionary<long, EntryView> found, Findings findings)
    {
        var counter = ledger.Counter;
        foreach (var (id, facts) in ledger.Entries.Where(entry => entry.Key != counter.EntryId))
        {
            if (!found.TryGetValue(id, out var view))
            {
                findings.Add("acknowledged entry missing", $"{where} {id} {facts.Title}");
            }
            else if (view.DifferenceTo(facts) is { } difference)
            {
                findings.Add("entry differs", $"{where} {id}: {difference}");
            }
        }

        foreach (var (id, view) in found.Where(entry => !ledger.Entries.ContainsKey(entry.Key)))
        {
            findings.Add("entry that must not be there", $"{where} {id} {view.Facts.Title}");
        }

        foreach (var same in found.Values.GroupBy(view => view.Facts.Title).Where(same => same.Skip(1).Any()))
        {
            findings.Add("one creation, several entries", $"{where} {same.Key}: {string.Join(", ", same.Select(view => view.Id))}");
        }

        if (counter.EntryId != 0)
        {
            CompareCounter(where, counter, found.GetValueOrDefault(counter.EntryId), findings);
        }
    }

    /// <summary>A look at a workspace between two servers: what was written last, what was deleted last, who has a timer.</summary>
    public async Task LookAsync(Space space, Random random)
    {
        foreach (var id in space.Ledger.Recent.TakeLast(40).Distinct())
        {
            var dialect = Dialect.All[random.Next(Dialect.All.Count)];
            var isThere = space.Ledger.Entries.TryGetValue(id, out var facts);
            var reader = isThere ? space.People.First(person => person.Id == facts!.UserId) : space.Owner;
            var answer = await wire.RepeatAsync(dialect.Show(space, reader, id));
            if (facts is not null)
            {
                if (answer.Status != 200)
                {
                    findings.Add("acknowledged entry missing", $"{dialect.Name} {id} {facts.Title}: {answer}");
                }
                else if (id != space.Ledger.Counter.EntryId && dialect.ReadReply(answer).DifferenceTo(facts) is { } difference)
                {
                    findings.Add("entry differs", $"{dialect.Name} {id}: {difference}");
                }
            }
            else if (answer.Status != 404)
            {
                findings.Add("deleted entry is back", $"{dialect.Name} {id}: {answer}");
            }
        }

        var running = (await wire.RepeatAsync(TimetherDialect.Ask(space.Id, space.Owner, HttpMethod.Get, "/time_entries?is_running=true&limit=200")))
            .Json["data"]!.AsArray().Select(entry => (long)entry!["id"]!).Order().ToList();
        var expected = space.Ledger.Entries.Where(entry => entry.Value.IsRunning).Select(entry => entry.Key).Order().ToList();
        if (!running.SequenceEqual(expected))
        {
            findings.Add("running timers", $"workspace {space.Id}: {string.Join(", ", running)}, not {string.Join(", ", expected)}");
        }
    }

    private static void CompareCounter(string where, Counter counter, EntryView? view, Findings findings)
    {
        var number = view is null ? -1 : ConditionWork.NumberOf(view.Facts.Title);
        if (number < counter.Sure || number > counter.Sure + counter.Perhaps)
        {
            findings.Add("lost update", string.Create(
                CultureInfo.InvariantCulture, $"{where}: raised {counter.Sure} times and perhaps {counter.Perhaps} more, and it is {number}"));
        }
    }
}

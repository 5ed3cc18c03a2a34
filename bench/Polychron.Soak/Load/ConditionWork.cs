using System.Globalization;
using System.Text.Json.Nodes;
using Polychron.Soak.Dialects;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Load;

/// <summary>Writes under If-Match: one's own with a tag that has become stale, and a number that many raise at once.</summary>
internal sealed class ConditionWork(Scene scene)
{
    private const string Prefix = "raised ";

    public Task StepAsync() => scene.Who.Role == "manager" && scene.Random.Next(3) != 0 ? RaiseAsync() : StaleAsync();

    /// <summary>The number in the title of the entry that all raise.</summary>
    public static int NumberOf(string title) => int.Parse(title.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Makes the entry that all raise.</summary>
    public static async Task AddCounterAsync(Wire wire, Space space)
    {
        var facts = new EntryFacts
        {
            UserId = space.Owner.Id,
            Title = TitleOf(0),
            Start = space.Zone.AtStartOfDay(space.Days.First).ToInstant(),
            Seconds = 3_600,
            Project = space.Projects[0].Id,
            Billing = "billable",
        };
        var made = await wire.SendAsync(TimetherDialect.Instance.Create(space, space.Owner, facts));
        space.Ledger.Counter.EntryId = TimetherDialect.Instance.ReadReply(made).Id;
        space.Ledger.Put(space.Ledger.Counter.EntryId, facts);
    }

    private static string TitleOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    // Read, add one, write if nobody else has: without lost updates, the number is that of the writes.
    private async Task RaiseAsync()
    {
        var counter = scene.Ledger.Counter;
        var shown = await scene.Wire.RepeatAsync(TimetherDialect.Instance.Show(scene.Space, scene.Who, counter.EntryId));
        var number = NumberOf(TimetherDialect.Instance.ReadReply(shown).Facts.Title);
        try
        {
            var answer = await scene.Wire.SendAsync(TimetherDialect
                .Ask(scene.Space.Id, scene.Who, HttpMethod.Patch, $"/time_entries/{counter.EntryId}", new JsonObject { ["title"] = TitleOf(number + 1) })
                .With("If-Match", shown.ETag!));
            switch (answer.Status)
            {
                case 200:
                    counter.Raised();
                    break;
                case 412:
                    counter.Refused();
                    break;
                default:
                    scene.Findings.Add("write refused", $"raising the number -> {answer}");
                    break;
            }
        }
        catch (LostReplyException)
        {
            counter.MayBeRaised();
        }
    }

    private async Task StaleAsync()
    {
        if (scene.Own.Count == 0)
        {
            return;
        }

        var id = scene.Own[scene.Random.Next(scene.Own.Count)];
        var before = scene.Ledger.Entries[id];
        var after = before with { Title = scene.Drafts.Title() };
        var able = Dialect.All.Where(dialect => dialect.HasConditions && dialect.CanUpdate(before, after)).ToList();
        var dialect = able[scene.Random.Next(able.Count)];
        var tag = (await scene.Wire.RepeatAsync(dialect.Show(scene.Space, scene.Who, id))).ETag;
        if (tag is null)
        {
            scene.Findings.Add("no ETag", $"{dialect.Name} {id}");
            return;
        }

        var request = dialect.Update(scene.Space, scene.Who, id, before, after).With("If-Match", tag);
        var answer = await scene.Doubts.WithKeyAsync(request);
        if (answer.Status == 412 && (await scene.Wire.RepeatAsync(dialect.Show(scene.Space, scene.Who, id))).ETag != tag)
        {
            // A new rate of its project came in between, and has changed the entry: refused with good reason.
            return;
        }

        if (!answer.IsSuccess)
        {
            scene.Findings.Add("write refused", $"{request} -> {answer}");
            return;
        }

        scene.Ledger.Put(id, after);
        var stale = dialect.Update(scene.Space, scene.Who, id, after, after with { Title = scene.Drafts.Title() }).With("If-Match", tag);
        var refused = await scene.Wire.RepeatAsync(stale);
        if (refused.Status != 412)
        {
            scene.Findings.Add("a stale ETag was taken", $"{stale} -> {refused}");
        }
    }
}

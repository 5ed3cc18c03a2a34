using Polychron.Soak.Dialects;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;

namespace Polychron.Soak.Load;

/// <summary>Creates, changes and deletes single entries, through whichever dialect can.</summary>
internal sealed class EntryWork(Scene scene)
{
    public async Task CreateAsync()
    {
        var facts = scene.Drafts.Entry();
        var dialect = Pick(dialect => dialect.CanCreate(facts));
        var request = dialect.Create(scene.Space, scene.Who, facts);
        if (await scene.Doubts.OnceAsync(request) is { } answer)
        {
            Acknowledge(request, answer, dialect, facts, null);
            return;
        }

        // Made or not: the second in which it begins tells.
        var found = (await scene.Wire.RepeatAsync(TimetherDialect.AtSecond(scene.Space, scene.Who, facts.Start))).Json["data"]!.AsArray()
            .Select(entry => TimetherDialect.Instance.Read(entry!)).Where(entry => entry.Facts.Title == facts.Title).ToList();
        if (found.Count > 1)
        {
            scene.Findings.Add("one creation, several entries", $"{request}: {string.Join(", ", found.Select(entry => entry.Id))}");
        }

        foreach (var entry in found)
        {
            Settle(request, entry, facts);
            scene.Own.Add(entry.Id);
        }
    }

    public async Task UpdateAsync()
    {
        if (PickOwn() is not { } id)
        {
            await CreateAsync();
            return;
        }

        var before = scene.Ledger.Entries[id];
        var after = scene.Drafts.Changed(before);
        var dialect = Pick(dialect => dialect.CanUpdate(before, after));
        var request = dialect.Update(scene.Space, scene.Who, id, before, after);
        if (await scene.Doubts.OnceAsync(request) is { } answer)
        {
            Acknowledge(request, answer, dialect, after, id);
            return;
        }

        var shown = await scene.Wire.RepeatAsync(TimetherDialect.Instance.Show(scene.Space, scene.Who, id));
        if (shown.Status != 200)
        {
            scene.Findings.Add("acknowledged entry missing", $"{id} after {request}: {shown}");
            return;
        }

        var view = TimetherDialect.Instance.ReadReply(shown);
        if (view.DifferenceTo(before) is not null)
        {
            Settle(request, view, after);
        }
    }

    public async Task DeleteAsync()
    {
        // Fewer go than come, so that history grows.
        if (PickOwn() is not { } id)
        {
            return;
        }

        var dialect = Pick(_ => true);
        var request = dialect.Delete(scene.Space, scene.Who, id);
        if (await scene.Doubts.OnceAsync(request) is { } answer)
        {
            if (!answer.IsSuccess)
            {
                scene.Findings.Add("write refused", $"{request} -> {answer}");
                return;
            }
        }
        else if ((await scene.Wire.RepeatAsync(TimetherDialect.Instance.Show(scene.Space, scene.Who, id))).Status == 200)
        {
            return;
        }

        scene.Ledger.Delete(id);
        scene.Own.Remove(id);
    }

    /// <summary>Notes what an answer acknowledges, after it has been held against what was asked.</summary>
    private void Acknowledge(WireRequest request, WireAnswer answer, Dialect dialect, EntryFacts facts, long? id)
    {
        if (!answer.IsSuccess)
        {
            scene.Findings.Add("write refused", $"{request} -> {answer}");
            return;
        }

        var view = dialect.ReadReply(answer);
        if (view.DifferenceTo(facts) is { } difference)
        {
            scene.Findings.Add("reply is not what was asked for", $"{request}: {difference}");
        }

        scene.Ledger.Put(view.Id, facts);
        if (id is null)
        {
            scene.Own.Add(view.Id);
        }
    }

    /// <summary>Takes what became of a write whose reply was lost: all of it, or a finding.</summary>
    private void Settle(WireRequest request, EntryView found, EntryFacts asked)
    {
        if (found.DifferenceTo(asked) is { } difference)
        {
            scene.Findings.Add("half a write", $"{request}: {difference}");
        }

        scene.Ledger.Put(found.Id, asked);
    }

    private Dialect Pick(Func<Dialect, bool> can)
    {
        var able = Dialect.All.Where(can).ToList();
        return able[scene.Random.Next(able.Count)];
    }

    private long? PickOwn() => scene.Own.Count == 0 ? null : scene.Own[scene.Random.Next(scene.Own.Count)];
}

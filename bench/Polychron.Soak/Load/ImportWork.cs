using System.Text;
using NodaTime;
using NodaTime.Text;
using Polychron.Soak.Dialects;
using Polychron.Soak.Model;
using Polychron.Soak.World;

namespace Polychron.Soak.Load;

/// <summary>Sends files of one person's time to the operator. Whatever comes between, each row becomes one entry.</summary>
internal sealed class ImportWork(Scene scene)
{
    private int _number;

    /// <summary>How many rows were imported.</summary>
    public int Rows { get; private set; }

    /// <summary>Sends a new file.</summary>
    public async Task StepAsync()
    {
        var space = scene.Space;
        var number = _number++;
        var rows = Draw(space, number);
        var file = new StringBuilder("start,end,email,client,project,title,billing_status\n");
        foreach (var row in rows)
        {
            var job = space.Projects.First(job => job.Id == row.Project);
            file.Append($"{InstantPattern.ExtendedIso.Format(row.Start)},{InstantPattern.ExtendedIso.Format(row.End)},{space.Imported.Email},")
                .Append($"{job.ClientName},{job.Title},{row.Title},{row.Billing}\n");
        }

        var request = WorldBuilder.Operator(HttpMethod.Post, $"/operator/imports?workspace_id={space.Id}&format=csv") with
        {
            Raw = (Encoding.UTF8.GetBytes(file.ToString()), "text/csv"),
        };
        var answer = await scene.Wire.RepeatAsync(request);
        if (answer.Status != 200
            || (long)answer.Json["imported"]! + (long)answer.Json["known"]! != rows.Count || (long)answer.Json["rejected"]! != 0)
        {
            scene.Findings.Add("import went wrong", $"{rows.Count} rows -> {answer}");
            return;
        }

        Rows += rows.Count;
        await TakeAsync(space, number, rows);
    }

    /// <summary>Learns the ids of what was imported, which the answer does not tell.</summary>
    private async Task TakeAsync(Space space, int number, List<EntryFacts> rows)
    {
        var listed = await TimetherDialect.Instance.PagesAsync(
            scene.Wire,
            space,
            space.Owner,
            $"user_id={space.Imported.Id}&search={Mark(number)}&started_from={InstantPattern.ExtendedIso.Format(rows[0].Start)}"
            + $"&started_before={InstantPattern.ExtendedIso.Format(rows[^1].Start + Duration.FromSeconds(1))}");
        var found = listed.GroupBy(view => view.Facts.Title).ToDictionary(same => same.Key, same => same.ToList());

        foreach (var row in rows)
        {
            if (!found.TryGetValue(row.Title, out var views) || views.Count != 1 || views[0].DifferenceTo(row) is not null)
            {
                scene.Findings.Add("imported row", $"{row.Title}: {views?.Count ?? 0} entries, {views?[0].DifferenceTo(row)}");
            }

            foreach (var view in views ?? [])
            {
                space.Ledger.Put(view.Id, row);
            }
        }
    }

    private static string Mark(int number) => $"import{number}x";

    private List<EntryFacts> Draw(Space space, int number)
    {
        var day = space.Days.Imports.PlusDays(number % 99).AtMidnight().InZoneLeniently(space.Zone).ToInstant();
        return
        [
            .. Enumerable.Range(0, scene.Random.Next(10, 700)).Select(row => new EntryFacts
            {
                UserId = space.Imported.Id,
                Title = $"{Mark(number)} row {row}",
                Start = day + Duration.FromMinutes(row),
                Seconds = 60 * scene.Random.Next(1, 300),
                Project = space.Projects[scene.Random.Next(space.Projects.Count)].Id,
                Billing = Drafts.Statuses[scene.Random.Next(Drafts.Statuses.Count)],
            }),
        ];
    }
}

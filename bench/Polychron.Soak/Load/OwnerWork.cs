using System.Text.Json.Nodes;
using Polychron.Soak.Dialects;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Load;

/// <summary>What the owner and the operator do while people work: new rates for all hours of a project, names, and cells built anew.</summary>
internal sealed class OwnerWork(Scene scene)
{
    /// <summary>
    /// How many hours a new rate overwrites on the average. Without it the load would grow with the entries, and nobody could tell
    /// memory that grows with the load from memory that is never given back.
    /// </summary>
    private const int HoursOverwritten = 500;

    private int _number;

    public Task StepAsync() => scene.Random.Next(3) switch
    {
        0 => RateAsync(),
        1 => RenameAsync(),
        _ => RebuildAsync(),
    };

    // It overwrites the rate of each hour of the project, in writes of a hundred: an end of the server may come between any two.
    private Task RateAsync()
    {
        var project = scene.Space.Projects[scene.Random.Next(scene.Space.Projects.Count)].Id;
        var hours = scene.Space.Ledger.Entries.Count(entry => entry.Value.Project == project);
        return scene.Random.Next(Math.Max(hours, 1)) >= HoursOverwritten
            ? RenameAsync()
            : SendAsync(TimelyDialect.Ask(scene.Space, scene.Space.Owner, HttpMethod.Put, $"projects/{project}", new JsonObject
            {
                ["project"] = new JsonObject { ["hour_rate"] = scene.Random.Next(20, 90), ["update_existing_hours"] = true },
            }));
    }

    private Task RenameAsync() => SendAsync(TimetherDialect.Ask(
        scene.Space.Id, scene.Space.Owner, HttpMethod.Patch, $"/tags/{scene.Space.Labels[scene.Random.Next(scene.Space.Labels.Count)]}",
        new JsonObject { ["name"] = $"Label 🏷 {_number++}" }));

    private async Task RebuildAsync()
    {
        var request = WorldBuilder.Operator(HttpMethod.Post, $"/operator/workspaces/{scene.Space.Id}/rollups/rebuild");
        Check(request, await scene.Wire.RepeatAsync(request));
    }

    private async Task SendAsync(WireRequest request) => Check(request, await scene.Doubts.WithKeyAsync(request));

    private void Check(WireRequest request, WireAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            scene.Findings.Add("write refused", $"{request} -> {answer}");
        }
    }
}

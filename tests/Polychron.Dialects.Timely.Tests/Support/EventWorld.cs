using System.Text.Json.Nodes;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Tests.Support;

/// <summary>What tests of events have in common.</summary>
public static class EventWorld
{
    /// <summary>A body with two hours on 28 February 2024 and further members, which begin with a comma.</summary>
    public static string Hours(string more = "") => $$"""{"event":{"day":"2024-02-28","hours":2,"minutes":0{{more}} } }""";

    /// <summary>Creates an event and answers with it.</summary>
    public static async Task<JsonNode> AddEventAsync(this Api api, string more = "") =>
        (await api.Post("~/events", Hours(more))).Is(201).Json;

    /// <summary>A project at 50 an hour that is for these people alone.</summary>
    public static Task<long> AddProjectForAsync(this World world, string more, params Person[] people) =>
        world.AddProjectAsync($$""", "hour_rate":50, "users":[{{string.Join(",", people.Select(person => $$"""{"user_id":{{person.Id}} }"""))}}]{{more}}""");

    public static async Task<long> AddLabelAsync(this World world, string name = "label") =>
        (await world.Api.Post("~/labels", $$"""{"name":"{{name}}" }""")).Is(201).Json.Number("id");

    /// <summary>A manager and an employee beside the owner.</summary>
    public static async Task<(Person Manager, Person Employee)> AddStaffAsync(this World world) =>
        (await world.AddAsync(Role.Manager), await world.AddAsync(Role.Member));

    /// <summary>The ids of a list.</summary>
    public static async Task<long[]> IdsAsync(this Api api, string path) =>
        [.. (await api.Get(path)).Is(200).Json.AsArray().Select(item => item!.Number("id"))];

    /// <summary>The JSON of a duration of whole minutes.</summary>
    public static string Duration(int minutes) => $$"""
        { "hours": {{minutes / 60}}, "minutes": {{minutes % 60}}, "seconds": 0, "formatted": "{{minutes / 60:00}}:{{minutes % 60:00}}",
          "total_hours": {{(minutes / 60m).ToString("0.0###", System.Globalization.CultureInfo.InvariantCulture)}}, "total_seconds": {{minutes * 60}}, "total_minutes": {{minutes}} }
        """;
}

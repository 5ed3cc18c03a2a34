using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Hostile;

/// <summary>Ids that name nothing of the caller's answer alike, whatever they are: nobody learns what exists elsewhere.</summary>
[Collection(TimingAppTests.Name)]
public sealed class HostileIdTests(TimingApp app)
{
    private const string EntryBody = """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z" }""";

    private static readonly string[] Invented =
    [
        "0", "-1", "00001", "+1", "1.0", "1e3", "0x1", "999999999999", "9223372036854775807", "9223372036854775808", "18446744073709551616", "text", "%20",
        "%F0%9F%98%80", "..%2f1", "1;drop", "null", "NaN", "%D9%A1", "'--", "%2525",
    ];

    public static TheoryData<string, string, string?> Operations => new()
    {
        { "GET", "time-entries", null },
        { "PUT", "time-entries", EntryBody },
        { "PATCH", "time-entries", "{}" },
        { "DELETE", "time-entries", null },
        { "GET", "projects", null },
        { "PUT", "projects", """{ "title": "t" }""" },
        { "PATCH", "projects", "{}" },
        { "DELETE", "projects", null },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Foreign_deleted_and_invented_ids_answer_alike(string method, string folder, string? body)
    {
        var world = await World.CreateAsync(app);
        var stranger = await World.CreateAsync(app);
        for (var i = 0; i < 3; i++)
        {
            await stranger.Api.Post("/projects", """{ "title": "t" }""");
            await stranger.Api.Post("/time-entries", EntryBody);
        }

        var foreign = (await stranger.Api.Post($"/{folder}", folder == "projects" ? """{ "title": "t" }""" : EntryBody)).Is(201).Self;
        var deleted = (await world.Api.Post($"/{folder}", folder == "projects" ? """{ "title": "t" }""" : EntryBody)).Is(201).Self;
        (await world.Api.Delete(deleted)).Is(204);
        var ofAnotherKind = folder == "projects"
            ? (await world.Api.Post("/time-entries", EntryBody)).Self
            : (await world.Api.Post("/projects", """{ "title": "t" }""")).Self;
        string[] ids = [foreign.Split('/')[^1], deleted.Split('/')[^1], ofAnotherKind.Split('/')[^1], $"{world.Owner.Id}", .. Invented];
        var expected = folder == "projects" ? """{"message":"Project not found."}""" : """{"message":"Time entry not found."}""";

        foreach (var id in ids)
        {
            var answer = await world.Api.Send(method, $"/{folder}/{id}", body);
            Assert.True(
                (int)answer.Status == 404 && (answer.Body == expected || answer.Body == """{"message":"There is nothing at this path."}"""),
                $"{method} {id}: {(int)answer.Status} {answer.Body}");
        }

        (await stranger.Api.Get(foreign)).Is(200);
    }
}

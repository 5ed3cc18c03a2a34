using Polychron.Dialects.Timedash.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timedash.Tests.Access;

/// <summary>Who may do what: viewers write nothing, members their own work, managers and owners contacts and agreements too.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class RoleTests(TimedashApp app)
{
    private const int Anyone = 0;
    private const int MembersUp = 1;
    private const int ManagersUp = 2;

    /// <summary>Operations, and from which role on they are let do.</summary>
    public static TheoryData<string, string, string?, int> Operations => new()
    {
        { "GET", "/account", null, Anyone },
        { "GET", "/contacts", null, Anyone },
        { "GET", "/contacts/{contact}", null, Anyone },
        { "POST", "/contacts", """{ "name": "x" }""", ManagersUp },
        { "PUT", "/contacts/{contact}", """{ "name": "x" }""", ManagersUp },
        { "PATCH", "/contacts/{contact}", """{ "name": "x" }""", ManagersUp },
        { "DELETE", "/contacts/{contact}", null, ManagersUp },
        { "GET", "/agreements", null, Anyone },
        { "GET", "/agreements/{agreement}", null, Anyone },
        { "POST", "/agreements", """{ "name": "x" }""", ManagersUp },
        { "PUT", "/agreements/{agreement}", """{ "name": "x" }""", ManagersUp },
        { "PATCH", "/agreements/{agreement}", """{ "name": "x" }""", ManagersUp },
        { "DELETE", "/agreements/{agreement}", null, ManagersUp },
        { "GET", "/assignments", null, Anyone },
        { "POST", "/assignments", """{ "agreement": {agreement}, "timestamp": "2024-01-01T00:00:00Z", "duration": 60 }""", MembersUp },
        { "POST", "/assignments", """{ "agreement": {agreement}, "user": {owner}, "timestamp": "2024-01-01T00:00:00Z", "duration": 60 }""", ManagersUp },
        { "GET", "/assignments/{own}", null, Anyone },
        { "PUT", "/assignments/{own}", """{ "title": "x" }""", MembersUp },
        { "PATCH", "/assignments/{own}", """{ "title": "x" }""", MembersUp },
        { "DELETE", "/assignments/{own}", null, MembersUp },
        { "PUT", "/assignments/{own}", """{ "user": {owner} }""", ManagersUp },
        { "GET", "/api_keys", null, Anyone },
        { "POST", "/api_keys", """{ "name": "x" }""", MembersUp },
        { "PUT", "/api_keys/{key}", """{ "name": "x" }""", MembersUp },
        { "PATCH", "/api_keys/{key}", """{ "name": "x" }""", MembersUp },
        { "DELETE", "/api_keys/{key}", null, MembersUp },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Who_may(string method, string path, string? body, int from)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var world = await World.CreateAsync(app);
            var contact = (await world.Api.Post("/contacts", """{ "name": "Acme" }""")).Is(200).Id;
            var agreement = await world.AddAgreementAsync();

            // A viewer has work and a key from the time when they were something else.
            var person = await world.AddAsync(Role.Member);
            var own = (await person.Api.Post(
                "/assignments", $$"""{ "agreement": {{agreement}}, "timestamp": "2024-02-01T09:00:00Z", "duration": 60 }""")).Is(200).Id;
            var key = (await person.Api.Post("/api_keys", """{ "name": "k" }""")).Is(200).Id;
            await world.SetAsync(person, role);
            string Fill(string text) => text
                .Replace("{contact}", $"{contact}", StringComparison.Ordinal).Replace("{agreement}", $"{agreement}", StringComparison.Ordinal)
                .Replace("{own}", $"{own}", StringComparison.Ordinal).Replace("{key}", $"{key}", StringComparison.Ordinal)
                .Replace("{owner}", $"{world.Owner.Id}", StringComparison.Ordinal);

            var answer = await person.Api.Send(method, Fill(path), body is null ? null : Fill(body));

            var rank = role switch { Role.Viewer => 0, Role.Member => 1, _ => 2 };
            if (rank >= from)
            {
                Assert.True((int)answer.Status is 200 or 204, $"{role}: {answer.Status} {answer.Body}");
            }
            else
            {
                answer.IsError(403);
            }
        }
    }

    [Fact]
    public async Task A_member_neither_sees_nor_changes_a_colleagues_assignment()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var id = await world.AddAssignmentAsync(await world.AddAgreementAsync());
        var missing = (await member.Api.Get("/assignments/999999")).IsError(404).Body;

        Assert.Equal(missing, (await member.Api.Get($"/assignments/{id}")).IsError(404).Body);
        Assert.Equal(missing, (await member.Api.Put($"/assignments/{id}", """{ "title": "x" }""")).IsError(404).Body);
        Assert.Equal(missing, (await member.Api.Delete($"/assignments/{id}")).IsError(404).Body);
    }
}

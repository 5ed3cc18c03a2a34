using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timedash.Tests.Support;

namespace Polychron.Dialects.Timedash.Tests.Access;

/// <summary>Ids of other accounts, of what was deleted, of things of another kind and of nothing answer alike, wherever an id can stand.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class ForeignIdTests(TimedashApp app)
{
    private static readonly string[] NoIds =
        ["0", "-1", "00001", "+1", "1.0", "1e3", "999999999999", "9223372036854775808", "text", "%20", "%F0%9F%98%80", "null", "'--"];

    /// <summary>Every route of the dialect that has an id, with each of its methods.</summary>
    public static TheoryData<string, string> Routes
    {
        get
        {
            var routes = new TheoryData<string, string>();
            foreach (var function in DescribedFunction.Of(typeof(TimedashServices).Assembly).Where(function => function.Parameters.Contains("id")))
            {
                foreach (var method in function.Methods.Where(method => method != "HEAD"))
                {
                    routes.Add(method, function.Path["/timedash".Length..]);
                }
            }

            return routes;
        }
    }

    /// <summary>Every place of a body or query where an id can stand, with a body that is good but for it.</summary>
    public static TheoryData<string, string, string, string> Fields => new()
    {
        { "POST", "/agreements", """{ "name": "x", "contact": {id} }""", "contact" },
        { "PUT", "/agreements/{agreement}", """{ "contact": {id} }""", "contact" },
        { "POST", "/assignments", """{ "agreement": {id}, "timestamp": "2024-01-01T00:00:00Z", "duration": 60 }""", "agreement" },
        { "PUT", "/assignments/{assignment}", """{ "agreement": {id} }""", "agreement" },
        { "POST", "/assignments", """{ "agreement": {agreement}, "user": {id}, "timestamp": "2024-01-01T00:00:00Z", "duration": 60 }""", "user" },
        { "PUT", "/assignments/{assignment}", """{ "user": {id} }""", "user" },
    };

    [Fact]
    public void There_are_routes_with_ids() => Assert.Equal(16, Routes.Count);

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task In_a_path(string method, string path)
    {
        var places = await Places.MakeAsync(app);
        var expected = (await places.World.Api.Send(method, path.Replace("{id}", "987654321", StringComparison.Ordinal), Body(method, path))).IsError(404).Body;
        foreach (var id in places.Others(path).Select(id => $"{id}").Concat(NoIds))
        {
            var answer = (await places.World.Api.Send(method, path.Replace("{id}", id, StringComparison.Ordinal), Body(method, path))).IsError(404);
            Assert.Equal(expected, answer.Body);
        }

        await places.AreUntouchedAsync();
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task In_a_body(string method, string path, string body, string param)
    {
        var places = await Places.MakeAsync(app);
        Task<Answer> SendAsync(long id) => places.World.Api.Send(
            method, places.Fill(path), places.Fill(body).Replace("{id}", $"{id}", StringComparison.Ordinal));
        var expected = (await SendAsync(987_654_321)).IsError(400, param).Body;
        foreach (var id in places.Others($"/{param}s/"))
        {
            Assert.Equal(expected, (await SendAsync(id)).IsError(400, param).Body);
        }

        await places.AreUntouchedAsync();
    }

    [Theory]
    [InlineData("/agreements", "contact")]
    [InlineData("/assignments", "contact")]
    [InlineData("/assignments", "agreement")]
    [InlineData("/assignments", "user")]
    [InlineData("/assignments", "id")]
    public async Task In_a_filter(string path, string param)
    {
        var places = await Places.MakeAsync(app);
        var expected = (await places.World.Api.Get($"{path}?{param}=987654321")).Is(200).Body;
        foreach (var id in places.Others(param == "id" ? $"{path}/" : $"/{param}s/"))
        {
            Assert.Equal(expected, (await places.World.Api.Get($"{path}?{param}={id}")).Is(200).Body);
        }
    }

    private static string? Body(string method, string path) =>
        method is not ("PUT" or "PATCH") ? null
        : path.StartsWith("/assignments", StringComparison.Ordinal) ? """{ "title": "x" }"""
        : """{ "name": "x" }""";

    /// <summary>Two accounts with one thing of each kind, and one of each that was deleted.</summary>
    private sealed class Places
    {
        private readonly Dictionary<string, (long Own, long Foreign, long Deleted)> ids = [];
        private World stranger = null!;

        public World World { get; private set; } = null!;

        public static async Task<Places> MakeAsync(TimedashApp app)
        {
            var places = new Places { World = await World.CreateAsync(app), stranger = await World.CreateAsync(app) };

            // The stranger's ids are beyond the account's own.
            for (var i = 0; i < 20; i++)
            {
                await places.stranger.Api.Post("/contacts", """{ "name": "x" }""");
            }

            foreach (var kind in new[] { "/contacts", "/agreements", "/assignments", "/api_keys" })
            {
                var own = await AddAsync(places.World, kind);
                var deleted = await AddAsync(places.World, kind);
                (await places.World.Api.Delete($"{kind}/{deleted}")).Is(204);
                places.ids[kind] = (own, await AddAsync(places.stranger, kind), deleted);
            }

            var left = await places.World.AddAsync(Domain.Members.Role.Member);
            await places.World.SetAsync(left, null);
            places.ids["/users"] = (places.World.Owner.Id, places.stranger.Owner.Id, left.Id);
            return places;
        }

        /// <summary>Ids that are nothing of the kind of a path in the account.</summary>
        public IEnumerable<long> Others(string path)
        {
            var kind = path[..path.LastIndexOf('/')];
            var (_, foreign, deleted) = ids[kind];
            return [foreign, deleted, .. ids.Where(other => other.Key != kind && other.Key is not ("/api_keys" or "/users") && kind is not ("/api_keys" or "/users")).Select(other => other.Value.Own)];
        }

        public string Fill(string text) => text
            .Replace("{agreement}", $"{ids["/agreements"].Own}", StringComparison.Ordinal)
            .Replace("{assignment}", $"{ids["/assignments"].Own}", StringComparison.Ordinal);

        public async Task AreUntouchedAsync()
        {
            foreach (var (kind, (own, foreign, _)) in ids.Where(kind => kind.Key != "/users"))
            {
                var name = kind == "/assignments" ? "title" : "name";
                Assert.NotEqual("x", (await World.Api.Get($"{kind}/{own}")).Is(200).Json.TextOrNull(name));
                Assert.NotEqual("x", (await stranger.Api.Get($"{kind}/{foreign}")).Is(200).Json.TextOrNull(name));
            }
        }

        private static async Task<long> AddAsync(World world, string kind) => kind == "/assignments"
            ? await world.AddAssignmentAsync(await world.AddAgreementAsync())
            : (await world.Api.Post(kind, """{ "name": "n" }""")).Is(200).Id;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Polychron.Dialects.Timedash.Mapping;
using Polychron.Dialects.Timedash.Tests.Support;
using Polychron.Testing;

namespace Polychron.Dialects.Timedash.Tests.Contract;

/// <summary>"Metadata": up to 20 names of up to 40 characters with values of up to 500, kept as custom fields.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class MetadataTests(TimedashApp app)
{
    [Theory]
    [InlineData("/contacts")]
    [InlineData("/agreements")]
    [InlineData("/assignments")]
    public async Task It_is_merged_and_an_empty_value_removes(string path)
    {
        var world = await World.CreateAsync(app);
        var id = await MakeAsync(world, path, """{ "a": "1", "Favorite color": "red", "2019": "x", "_": "y" }""");

        var changed = (await world.Api.Put($"{path}/{id}", """{ "metadata": { "a": "2", "2019": "", "_": null, "new": "z\nz" } }""")).Is(200);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{ "a": "2", "Favorite color": "red", "new": "z\nz" }"""), changed.Json["metadata"]), changed.Body);
        Assert.Equal(changed.Body, (await world.Api.Get($"{path}/{id}")).Body);
        Assert.Equal(changed.Body, (await world.Api.Put($"{path}/{id}", """{ "metadata": null }""")).Is(200).Body);
    }

    [Theory]
    [InlineData("/contacts")]
    [InlineData("/agreements")]
    [InlineData("/assignments")]
    public async Task Its_limits_are_those_of_the_document(string path)
    {
        var world = await World.CreateAsync(app);
        var id = await MakeAsync(world, path, Names(20));
        var longest = $$"""{ "metadata": { "n1": "", "{{new string('é', 40)}}": "{{new string('x', 500)}}" } }""";

        (await world.Api.Put($"{path}/{id}", longest)).Is(200);
        // A character is one of Unicode, which an emoji is.
        var emoji = string.Concat(Enumerable.Repeat("🎉", 501));
        (await world.Api.Put($"{path}/{id}", $$"""{ "metadata": { "n2": "{{emoji[2..]}}", "n3": "", "{{emoji[..62]}}": "x" } }""")).Is(200);
        (await world.Api.Put($"{path}/{id}", $$"""{ "metadata": { "n2": "{{emoji}}" } }""")).IsError(400, "metadata[n2]");
        (await world.Api.Put($"{path}/{id}", $$"""{ "metadata": { "{{emoji[..64]}}": "x" } }""")).IsError(400, "metadata");
        (await world.Api.Put($"{path}/{id}", """{ "metadata": { "one more": "1" } }""")).IsError(400, "metadata");
        (await world.Api.Put($"{path}/{id}", $$"""{ "metadata": { "{{new string('x', 41)}}": "1" } }""")).IsError(400, "metadata");
        (await world.Api.Put($"{path}/{id}", $$"""{ "metadata": { "n2": "{{new string('x', 501)}}" } }""")).IsError(400, "metadata[n2]");
        (await world.Api.Put($"{path}/{id}", """{ "metadata": { "": "1" } }""")).IsError(400, "metadata");
        Assert.Equal(20, (await world.Api.Get($"{path}/{id}")).Json["metadata"]!.AsObject().Count);
        (await world.Api.Post(path, Body(world, path, Names(21), await world.AddAgreementAsync()))).IsError(400, "metadata");
    }

    [Fact]
    public void Names_and_custom_fields_are_one_for_one() => Properties.Holds(
        ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get)
            .Where(text => !text.Any(char.IsSurrogate))
            .SelectMany(text => Gen.Elements(text, "utf8-" + text, "utf8-" + Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text)), "a-" + text.Length)),
        name =>
        {
            var field = MetadataNames.ToField(name);
            Assert.Equal(name, MetadataNames.FromField(field));
            Assert.Matches("^(?!_)(?![0-9]+$)[A-Za-z0-9_-]+$", field);
            if (name.Length <= MetadataNames.MaxLength)
            {
                Assert.InRange(field.Length, 1, 255);
            }
        });

    [Theory]
    [InlineData("order_id")]
    [InlineData("utf8-")]
    [InlineData("utf8-zz")]
    [InlineData("utf8-61")] // "a" needs no such form.
    [InlineData("utf8-ff")] // No UTF-8.
    [InlineData("utf8-C3A9")]
    public void What_is_no_written_form_stands_for_itself(string field)
    {
        Assert.Equal(field, MetadataNames.FromField(field));
        Assert.Equal(field, MetadataNames.ToField(field));
    }

    private static string Names(int count) =>
        JsonSerializer.Serialize(Enumerable.Range(1, count).ToDictionary(i => $"n{i}", i => $"{i}"));

    private static async Task<long> MakeAsync(World world, string path, string metadata)
    {
        var agreement = path == "/assignments" ? await world.AddAgreementAsync() : 0;
        return (await world.Api.Post(path, Body(world, path, metadata, agreement))).Is(200).Id;
    }

    private static string Body(World world, string path, string metadata, long agreement) => path == "/assignments"
        ? $$"""{ "agreement": {{agreement}}, "timestamp": "2024-02-01T09:00:00Z", "duration": 60, "metadata": {{metadata}} }"""
        : $$"""{ "name": "{{world.WorkspaceId}}", "metadata": {{metadata}} }""";
}

using System.Text.RegularExpressions;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Dialects.Timespace.Tests.Support;

namespace Polychron.Dialects.Timespace.Tests.Languages;

[Collection(TimespaceAppTests.Name)]
public sealed partial class TextTests(TimespaceApp app)
{
    [Fact]
    public void Every_text_is_there_in_all_three_languages_once()
    {
        Assert.NotEmpty(TextTable.Rows);
        Assert.Equal(TextTable.Rows.Count, Texts.Table.Count);
        foreach (var (key, english, german, french) in TextTable.Rows)
        {
            Assert.Matches(KeyForm(), key);
            Assert.All(new[] { english, german, french }, text => Assert.False(string.IsNullOrWhiteSpace(text), key));

            // A sentence is a sentence in each language.
            Assert.Equal(english.EndsWith('.'), german.EndsWith('.'));
            Assert.Equal(english.EndsWith('.'), french.EndsWith('.'));
        }
    }

    [Fact]
    public void Every_type_and_every_kind_of_refusal_has_a_text()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            Assert.All(RecordType.All, type => Assert.NotEmpty(Texts.Type(language, type)));
            Assert.All(Enum.GetValues<RequestErrorKind>(), kind => Assert.NotEmpty(Texts.Error(language, kind)));
        }
    }

    [Fact]
    public async Task Every_field_of_every_template_has_its_label_help_and_choices_in_each_language()
    {
        var world = await World.CreateAsync(app);
        foreach (var type in RecordType.All.Where(type => type.HasTemplate))
        {
            var labels = new List<string[]>();
            foreach (var language in new[] { "en", "de", "fr" })
            {
                var schema = (await world.Api.Get($"/{type.Id}.{world.Cloud}/{language}/rest?schema=editable")).Is(200).Json.AsArray();
                Assert.NotEmpty(schema);
                labels.Add([.. schema.Select(field => field!.Text("key"))]);
            }

            Assert.Equal(labels[0], labels[1]);
            Assert.Equal(labels[0], labels[2]);
        }
    }

    [Fact]
    public async Task Labels_and_messages_are_in_the_language_that_is_asked_for()
    {
        var world = await World.CreateAsync(app);
        var template = $"/time_entry.{world.Cloud}";
        foreach (var (language, label, choice, type, message, field) in new[]
        {
            ("en", "Start", "Billable", "Client", "A value is not acceptable.", "Name"),
            ("de", "Beginn", "Abrechenbar", "Kunde", "Ein Wert ist nicht zulässig.", "Name"),
            ("fr", "Début", "Facturable", "Client", "Une valeur n'est pas admise.", "Nom"),
        })
        {
            var schema = (await world.Api.Get($"{template}/{language}/rest?schema=editable")).Is(200).Json.AsArray();
            Assert.Contains(schema, one => one!.Text("key") == "start" && one!.Text("label") == label);
            var billing = schema.Single(one => one!.Text("key") == "billing_status")!;
            Assert.Equal(choice, billing["choices"]!.Text("billable"));
            var client = await world.Api.Post($"/client.{world.Cloud}/{language}/rest", """{"name":"C"}""");
            Assert.Equal(type, client.Is(201).Json.Text("type_label"));
            var refused = (await world.Api.Post($"/client.{world.Cloud}/{language}/rest", "{}")).IsInvalid("name").Json["error"]!;
            Assert.Equal(message, refused.Text("message"));
            Assert.Equal(field, refused["fields"]![0]!.Text("label"));
        }

        Assert.Equal(
            "Der Parameter limit ist nötig: wie viele Datensätze höchstens.",
            (await world.Api.Get("/record/de/rest")).IsRefused(400, "limit_required").Json["error"]!.Text("message"));
    }

    [GeneratedRegex(@"^(type|field|help|choice|error)\.[A-Za-z_]+$")]
    private static partial Regex KeyForm();
}

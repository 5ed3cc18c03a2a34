using FsCheck.Fluent;
using Polychron.Domain.Entries;
using Polychron.Testing;

namespace Polychron.Domain.Tests.Entries;

public class SearchWordsTests
{
    private static readonly string[] Vocabulary =
        ["resume", "résumé", "Straße", "STRASSE", "Ölwechsel", "çay", "İstanbul", "ısı", "Δοκιμή", "проект", "会議", "🎉", "a-b", "100%"];

    [Theory]
    [InlineData("Review", "code review", true)]
    [InlineData("ÖLWECHSEL", "ölwechsel am Auto", true)]
    [InlineData("ΔΟΚΙΜΉ", "δοκιμή", true)]
    [InlineData("ПРОЕКТ", "проект", true)]
    [InlineData("resume", "résumé", false)] // diacritics count
    [InlineData("résumé", "resume", false)]
    [InlineData("ii", "II", true)]
    [InlineData("istanbul", "İstanbul", false)] // a dotted capital I is no i, whatever the server's language
    [InlineData("ISI", "ısı", false)]
    [InlineData("strasse", "Straße", false)]
    [InlineData("🎉", "release 🎉 party", true)]
    [InlineData("🎉", "release 🎊 party", false)] // the two emoji share their first half
    [InlineData("view", "code review", true)] // a part of a word is enough
    [InlineData("code review", "review of code", true)] // any order
    [InlineData("code review", "code", false)] // all words
    public void Words_are_found_in_a_title(string phrase, string title, bool found) =>
        Assert.Equal(found, SearchWords.Parse(phrase)!.Matches(title, null));

    [Fact]
    public void A_word_may_be_in_the_title_and_another_in_the_notes()
    {
        var words = SearchWords.Parse("invoice may")!;

        Assert.True(words.Matches("Invoice", "for May"));
        Assert.True(words.Matches(null, "may invoice"));
        Assert.False(words.Matches("Invoice", null));
        Assert.False(words.Matches(null, null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n\u00a0\u2003\u3000")]
    public void A_phrase_without_words_is_no_search(string? phrase) => Assert.Null(SearchWords.Parse(phrase));

    [Fact]
    public void Half_an_emoji_is_found_only_where_that_half_is()
    {
        var half = SearchWords.Parse("\ud83c")!;

        Assert.True(half.Matches("🎉", null));
        Assert.False(half.Matches("party", null));
    }

    [Fact]
    public void A_text_is_found_by_any_of_its_words_in_either_case() =>
        Properties.Holds(
            Gen.Elements(Vocabulary).NonEmptyListOf().Zip(Gen.Elements<Func<string, string>>(
                text => text, text => text.ToUpperInvariant(), text => text.ToLowerInvariant())),
            drawn =>
            {
                var (words, change) = drawn;
                var middle = words.Count / 2;
                var title = string.Join(' ', words.Take(middle));
                var notes = string.Join('\n', words.Skip(middle));
                Assert.All(words, word => Assert.True(SearchWords.Parse(change(word))!.Matches(title, notes)));
                Assert.True(SearchWords.Parse(change(string.Join("  ", words)))!.Matches(title, notes));
            });

    [Fact]
    public void A_word_is_found_exactly_where_an_ordinal_search_in_one_case_finds_it() =>
        Properties.Holds(
            Gen.Elements(Vocabulary).Two(),
            drawn =>
            {
                var (word, text) = drawn;
                var expected = text.ToUpperInvariant().Contains(word.ToUpperInvariant(), StringComparison.Ordinal);
                Assert.Equal(expected, SearchWords.Parse(word)!.Matches(text, null));
            });
}

using FsCheck.Fluent;
using Polychron.Domain.Entries;
using Polychron.Testing;

namespace Polychron.Domain.Tests.Entries;

public class EntryTextTests
{
    [Theory]
    [InlineData(null, null, null, "")]
    [InlineData("", null, null, "")]
    [InlineData("title", "title", null, "title")]
    [InlineData("title\n", "title", null, "title")]
    [InlineData("title\nnotes", "title", "notes", "title\nnotes")]
    [InlineData("title\r\nnotes\r\nmore", "title", "notes\nmore", "title\nnotes\nmore")]
    [InlineData("title\n\nnotes", "title", "\nnotes", "title\n\nnotes")]
    [InlineData("\nnotes", null, "\nnotes", "\nnotes")]
    public void The_first_line_is_the_title(string? text, string? title, string? notes, string joined)
    {
        Assert.Equal((title, notes), EntryText.Split(text));
        Assert.Equal(joined, EntryText.Join(title, notes));
    }

    [Fact]
    public void A_first_line_that_is_too_long_for_a_title_is_notes()
    {
        var longest = new string('x', EntryLimits.MaxTitleLength);
        Assert.Equal((longest, "n"), EntryText.Split(longest + "\nn"));
        Assert.Equal((null, longest + "x\nn"), EntryText.Split(longest + "x\nn"));
    }

    [Fact]
    public void What_was_joined_from_split_text_is_split_the_same_way() => Properties.Holds(
        Gen.Elements('a', 'b', '\n', ' ').ArrayOf().Select(letters => new string(letters)),
        text =>
        {
            var (title, notes) = EntryText.Split(text);
            Assert.Equal((title, notes), EntryText.Split(EntryText.Join(title, notes)));
        });
}

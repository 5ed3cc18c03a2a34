using Polychron.Dialects.Timing.Wire.Pages;

namespace Polychron.Dialects.Timing.Tests.Pages;

/// <summary>The elision of page numbers, as Laravel's paginator with three pages on each side has it.</summary>
public sealed class PageWindowTests
{
    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(7, 13, "1 2 3 4 5 6 7 8 9 10 11 12 13")]
    [InlineData(1, 14, "1 2 3 4 5 6 7 8 9 10 ... 13 14")]
    [InlineData(7, 14, "1 2 3 4 5 6 7 8 9 10 ... 13 14")]
    [InlineData(8, 14, "1 2 ... 5 6 7 8 9 10 11 12 13 14")]
    [InlineData(14, 14, "1 2 ... 5 6 7 8 9 10 11 12 13 14")]
    [InlineData(8, 15, "1 2 ... 5 6 7 8 9 10 11 ... 14 15")]
    [InlineData(50, 100, "1 2 ... 47 48 49 50 51 52 53 ... 99 100")]
    [InlineData(93, 100, "1 2 ... 90 91 92 93 94 95 96 ... 99 100")]
    [InlineData(94, 100, "1 2 ... 91 92 93 94 95 96 97 98 99 100")]
    [InlineData(1_000_000, 100, "1 2 ... 91 92 93 94 95 96 97 98 99 100")]
    [InlineData(5, 2, "1 2")]
    public void Pages_far_from_the_current_one_and_the_ends_are_left_out(long current, long last, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', PageWindow.Of(current, last).Select(page => page == PageWindow.Gap ? "..." : page.ToString())));
}

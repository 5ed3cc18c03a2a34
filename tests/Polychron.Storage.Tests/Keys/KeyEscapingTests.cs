using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Polychron.Storage.Keys;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Keys;

public class KeyEscapingTests
{
    // Strings of whole characters from every range that is escaped differently, often with a common start.
    private static readonly Arbitrary<string> Keys = Gen.OneOf(
            Gen.Choose(0x00, 0x7F),
            Gen.Elements("!./:[`~-_09AZaz'\"".Select(c => (int)c)),
            Gen.Choose(0x80, 0xD7FF),
            Gen.Choose(0xE000, 0x10FFFF))
        .Select(char.ConvertFromUtf32)
        .ArrayOf()
        .Select(string.Concat)
        .ToArbitrary();

    [Fact]
    public void Unescaping_gives_the_key_back()
        => Prop.ForAll(Keys, key => KeyEscaping.Unescape(KeyEscaping.Escape(key)) == key).QuickCheckThrowOnFailure();

    [Fact]
    public void Escaped_keys_have_the_order_of_the_bytes_of_the_keys()
        => Prop.ForAll(Keys, Keys, Keys, (prefix, x, y) => HasOrder(prefix + x, prefix + y) && HasOrder(prefix, prefix + x))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_ports_order_is_the_order_of_the_bytes()
        => Prop.ForAll(Keys, Keys, Keys, (prefix, x, y) =>
                Math.Sign(KeyOrder.Instance.Compare(prefix + x, prefix + y)) == CompareBytes(prefix + x, prefix + y))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Escaped_keys_have_only_characters_that_keys_and_urls_and_filters_take_and_are_as_long_as_the_key_weighs()
        => Prop.ForAll(Keys, key =>
            {
                var escaped = KeyEscaping.Escape(key);
                Assert.True(KeyRules.TryMeasure(key, out var bytes, out var weight));
                return escaped.All(c => char.IsAsciiLetterOrDigit(c) || "-_!.:[`~".Contains(c, StringComparison.Ordinal))
                    && bytes == Encoding.UTF8.GetByteCount(key)
                    && escaped.Length == Math.Max(weight, 1);
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_two_bytes_are_in_order()
    {
        var all = Enumerable.Range(0, 128).Select(i => ((char)i).ToString()).ToList();
        foreach (var x in all)
        {
            foreach (var y in all)
            {
                Assert.True(HasOrder(x, y), $"{(int)x[0]:x2} {(int)y[0]:x2}");
                Assert.True(HasOrder(x + y, x), $"{(int)x[0]:x2} {(int)y[0]:x2}");
            }
        }
    }

    [Theory]
    [InlineData("", "!")]
    [InlineData("e-7_Z", "e-7_Z")]
    [InlineData("a/b", "a.2fb")]
    [InlineData("a b", "a!20b")]
    [InlineData("@", ":40")]
    [InlineData("é", "~c3~a9")]
    public void Escapes_are_a_leader_and_two_digits(string key, string escaped)
        => Assert.Equal(escaped, KeyEscaping.Escape(key));

    [Fact]
    public void A_safe_key_is_not_copied()
    {
        const string Key = "w-000123_e";
        Assert.Same(Key, KeyEscaping.Escape(Key));
        Assert.Same(Key, KeyEscaping.Unescape(Key));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a/")]
    [InlineData("!0")]
    [InlineData("!!")]
    [InlineData("a!")]
    [InlineData("!2F")]
    [InlineData("!2f")]
    [InlineData("!61")]
    [InlineData("~41")]
    public void What_is_no_escaped_key_is_refused(string text)
        => Assert.Throws<FormatException>(() => KeyEscaping.Unescape(text));

    // Not a theory: an attribute cannot carry such a string.
    [Fact]
    public void A_string_with_an_unpaired_surrogate_is_no_key()
    {
        Assert.All(["\ud800", "\udc00\ud800", "a\ud83d", "\ud83da", "é\udc00"], key => Assert.False(KeyRules.IsKey(key)));
        Assert.All(["\ud83d\ude00", "", "\uffff", "\0"], key => Assert.True(KeyRules.IsKey(key)));
    }

    private static bool HasOrder(string x, string y)
        => Math.Sign(string.CompareOrdinal(KeyEscaping.Escape(x), KeyEscaping.Escape(y))) == CompareBytes(x, y);

    private static int CompareBytes(string x, string y)
        => Math.Sign(Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y)));
}

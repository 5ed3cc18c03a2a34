using Polychron.Dialects.Conditional;
using Polychron.Dialects.Tests.Support;

namespace Polychron.Dialects.Tests.Conditional;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("\"1\"", true, true)]
    [InlineData("W/\"1\"", false, true)]
    [InlineData("\"2\"", false, false)]
    [InlineData("\"2\", \"1\"", true, true)]
    [InlineData("\"2\",W/\"1\"", false, true)]
    [InlineData("  \"2\" ,, \"1\"  ", true, true)]
    [InlineData("\"a,b\", \"1\"", true, true)]
    [InlineData("*", true, true)]
    [InlineData(" * ", true, true)]
    [InlineData("1", false, false)]
    [InlineData("\"1", false, false)]
    [InlineData("w/\"1\"", false, false)]
    [InlineData("\"1\" \"2\"", false, false)]
    [InlineData("\"1\", x", false, false)]
    [InlineData("\"1\", *", false, false)]
    [InlineData("", false, false)]
    [InlineData("W/", false, false)]
    public void A_list_names_a_tag_by_strong_or_weak_comparison(string header, bool isStrong, bool isWeak)
    {
        Assert.Equal(isStrong, RequestConditions.IfMatch(TestRequest.Get("/", ("If-Match", header)))!("\"1\""));
        Assert.Equal(isWeak, RequestConditions.NoneMatchNames(TestRequest.Get("/", ("If-None-Match", header)), "\"1\""));
    }

    [Fact]
    public void A_weak_tag_never_matches_strongly()
    {
        Assert.False(RequestConditions.IfMatch(TestRequest.Get("/", ("If-Match", "W/\"1\"")))!("W/\"1\""));
        Assert.True(RequestConditions.NoneMatchNames(TestRequest.Get("/", ("If-None-Match", "\"1\"")), "W/\"1\""));
    }

    [Fact]
    public void Several_headers_are_one_list()
    {
        var request = TestRequest.Get("/", ("If-Match", "\"1\""), ("If-Match", "\"2\""));
        Assert.True(RequestConditions.IfMatch(request)!("\"2\""));
    }

    [Fact]
    public void Without_a_header_there_is_no_condition()
    {
        Assert.Null(RequestConditions.IfMatch(TestRequest.Get("/")));
        Assert.False(RequestConditions.NoneMatchNames(TestRequest.Get("/"), "\"1\""));
    }

    [Theory]
    [InlineData("\"1\"", true)]
    [InlineData("\"\"", true)]
    [InlineData("W/\"a-b\"", true)]
    [InlineData("1", false)]
    [InlineData("\"a\"b\"", false)]
    [InlineData("\"a b\"", false)]
    [InlineData("\"a\r\n\"", false)]
    [InlineData("\"🙂\"", false)]
    [InlineData("\"", false)]
    [InlineData("", false)]
    public void A_tag_has_its_quotes(string tag, bool isGood) => Assert.Equal(isGood, EntityTag.IsWellFormed(tag));

    [Fact]
    public void Tags_of_numbers_are_well_formed()
    {
        Assert.Equal("\"12\"", EntityTag.Strong(12));
        Assert.Equal("\"12-3\"", EntityTag.Strong(12, 3));
        Assert.True(EntityTag.IsWellFormed(EntityTag.Strong(long.MinValue, 0)));
    }
}

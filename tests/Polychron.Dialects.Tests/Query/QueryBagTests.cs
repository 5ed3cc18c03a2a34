using NodaTime;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Query;
using Polychron.Dialects.Tests.Support;

namespace Polychron.Dialects.Tests.Query;

public sealed class QueryBagTests
{
    [Theory]
    [InlineData("/?x[]=a&x[]=b", "a,b")]
    [InlineData("/?x%5B%5D=a&x%5B%5D=b", "a,b")]
    [InlineData("/?x[1]=b&x[0]=a", "a,b")]
    [InlineData("/?x[7]=b&x[2]=a&x[]=c", "a,b,c")]
    [InlineData("/?x=a", "a")]
    [InlineData("/?x=a&x=b", "a,b")]
    [InlineData("/?x[]=&x[]=b", ",b")]
    [InlineData("/?x[]", "")]
    [InlineData("/?y=1", null)]
    [InlineData("/?x[a]=1", null)]
    [InlineData("/?xx=1&X=1", null)]
    [InlineData("/", null)]
    public void Lists_come_in_the_order_of_their_indices(string url, string? expected)
    {
        var query = Query(url);
        Assert.Equal(expected?.Split(','), query.Texts("x"));
        query.ThrowIfInvalid();
    }

    [Theory]
    [InlineData("/?x[1]=a&x[1]=b", "x.1")]
    [InlineData("/?x[]=a&x[0]=b", "x.0")]
    [InlineData("/?x[]=a&x[]=b&x[]=c&x[]=d", "x")]
    [InlineData("/?x[]=abcdef", "x.0")]
    [InlineData("/?x[]=a%00", "x.0")]
    public void A_list_that_cannot_be_told_apart_or_is_too_large_is_refused(string url, string field)
    {
        var query = Query(url);
        Assert.Null(query.Texts("x", 3, 5));
        Assert.Equal(field, Assert.Single(query.Errors).Field);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("0", false)]
    [InlineData("false", false)]
    [InlineData("False", false)]
    [InlineData("", null)]
    [InlineData("yes", null)]
    [InlineData("TRUE", null)]
    [InlineData("01", null)]
    public void Booleans_have_six_forms(string value, bool? expected)
    {
        var query = Query($"/?b={value}");
        Assert.Equal(expected, query.Boolean("b"));
        Assert.Equal(expected is null, query.Errors.Count == 1);
    }

    [Theory]
    [InlineData("5", 5L)]
    [InlineData("007", 7L)]
    [InlineData("0", null)]
    [InlineData("101", null)]
    [InlineData("-1", null)]
    [InlineData("%2B5", null)]
    [InlineData("+5", null)]
    [InlineData("5.0", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999", null)]
    public void Whole_numbers_stay_within_their_bounds(string value, long? expected)
    {
        var query = Query($"/?n={value}");
        Assert.Equal(expected, query.WholeNumber("n", 1, 100));
        Assert.Equal(expected is null, query.Errors.Count == 1);
    }

    [Fact]
    public void A_single_value_given_twice_is_refused()
    {
        var query = Query("/?a=1&a=2&b[]=1");
        Assert.Null(query.Text("a"));
        Assert.Null(query.Text("b"));
        Assert.Equal(["a", "b"], query.Errors.Select(error => error.Field));
        Assert.Equal(RequestErrorKind.Invalid, Assert.Throws<RequestException>(query.ThrowIfInvalid).Error.Kind);
    }

    [Fact]
    public void Texts_are_decoded_and_empty_ones_are_kept()
    {
        var query = Query("/?a=one+two%20three%2B%F0%9F%99%82&b=&c");
        Assert.Equal("one two three+🙂", query.Text("a"));
        Assert.Equal("", query.Text("b"));
        Assert.Equal("", query.Text("c"));
        Assert.Null(query.Text("d"));
        Assert.True(query.Has("c"));
        Assert.False(query.Has("d"));
        query.ThrowIfInvalid();
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("%0D%0AX-Evil:1")]
    [InlineData("aaaaaaaaaaa")]
    public void Texts_have_no_control_characters_and_a_length(string value)
    {
        var query = Query($"/?a={value}");
        Assert.Null(query.Text("a", 10));
        Assert.Single(query.Errors);
    }

    [Theory]
    [InlineData("/?%")]
    [InlineData("/?%zz=%f")]
    [InlineData("/?%FF%FE=%C3%28")]
    [InlineData("/?[]=1&[0]=2&x[=1&x]=2&[[]]=3")]
    [InlineData("/?&&&=&=")]
    [InlineData("/?x[99999999999999]=1")]
    public void Malformed_queries_are_read_as_far_as_they_go(string url)
    {
        var query = Query(url);
        Assert.Null(query.Texts("x"));
        query.ThrowIfInvalid();
    }

    [Theory]
    [InlineData("2024-03-01T12:00:00%2B02:00")]
    [InlineData("2024-03-01T12:00:00+02:00")]
    [InlineData("2024-03-01+12:00:00+02:00")]
    [InlineData("2024-03-01T10:00:00Z")]
    [InlineData("2024-03-01T12:00")]
    public void Moments_are_read_even_with_a_plus_sign_that_was_not_encoded(string value)
    {
        var query = Query($"/?a={value}");
        Assert.Equal(Instant.FromUtc(2024, 3, 1, 10, 0), query.Moment("a", DateTimeZone.ForOffset(Offset.FromHours(2)))!.Value.Instant);
        Assert.Null(Query("/?a=today").Moment("a", DateTimeZone.Utc));
    }

    [Fact]
    public void Numbers_in_a_list_are_checked_one_by_one()
    {
        Assert.Equal([3L, 1L], Query("/?id[]=3&id[]=1").WholeNumbers("id", min: 1));
        var query = Query("/?id[]=3&id[]=x");
        Assert.Null(query.WholeNumbers("id"));
        Assert.Equal("id.1", Assert.Single(query.Errors).Field);
    }

    [Fact]
    public void The_number_of_parameters_is_bounded()
    {
        Query("/?" + string.Join('&', Enumerable.Repeat("a=1", QueryBag.MaxParameters)));
        var refused = Assert.Throws<RequestException>(
            () => Query("/?" + string.Join('&', Enumerable.Repeat("a=1", QueryBag.MaxParameters + 1))));
        Assert.Equal(RequestErrorKind.BadRequest, refused.Error.Kind);
    }

    private static QueryBag Query(string url) => QueryBag.Of(TestRequest.Get(url));
}

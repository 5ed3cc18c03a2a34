using FsCheck.Fluent;
using Polychron.Dialects.Paging;
using Polychron.Dialects.Query;
using Polychron.Dialects.Tests.Support;
using Polychron.Testing;

namespace Polychron.Dialects.Tests.Paging;

public sealed class PageTests
{
    [Theory]
    [InlineData("/", 1, 50, 0)]
    [InlineData("/?page=3", 3, 50, 100)]
    [InlineData("/?page=2&per_page=10", 2, 10, 10)]
    [InlineData("/?page=1000000000000&per_page=100", 1_000_000_000_000, 100, 99_999_999_999_900)]
    public void A_page_is_read(string url, long number, int size, long offset)
    {
        var query = QueryBag.Of(TestRequest.Get(url));
        var page = PageRequest.Read(query, 50, 100);
        Assert.Equal(new PageRequest(number, size), page);
        Assert.Equal(offset, page.Offset);
        query.ThrowIfInvalid();
    }

    [Theory]
    [InlineData("/?page=0")]
    [InlineData("/?page=-1")]
    [InlineData("/?page=x")]
    [InlineData("/?page=")]
    [InlineData("/?page=9999999999999")]
    [InlineData("/?per_page=0")]
    [InlineData("/?per_page=101")]
    [InlineData("/?page[]=1")]
    public void A_page_that_cannot_be_is_refused(string url)
    {
        var query = QueryBag.Of(TestRequest.Get(url));
        PageRequest.Read(query, 50, 100);
        Assert.Single(query.Errors);
    }

    [Theory]
    [InlineData(1, 10, 0, 1, null, null, null, null)]
    [InlineData(1, 10, 10, 1, 1L, 10L, null, null)]
    [InlineData(1, 10, 11, 2, 1L, 10L, null, 2L)]
    [InlineData(2, 10, 11, 2, 11L, 11L, 1L, null)]
    [InlineData(3, 10, 11, 2, null, null, 2L, null)]
    public void The_total_tells_the_rest(long number, int size, long total, long last, long? from, long? to, long? previous, long? next)
    {
        var page = new NumberedPage(new PageRequest(number, size), total);
        Assert.Equal((last, from, to, previous, next), (page.Last, page.From, page.To, page.Previous, page.Next));
    }

    [Fact]
    public void Pages_partition_the_items() => Properties.Holds(
        Gen.Choose(0, 500).Zip(Gen.Choose(1, 60)),
        sample =>
        {
            var (total, size) = sample;
            var seen = 0L;
            long? number = 1;
            while (number is { } current)
            {
                var page = new NumberedPage(new PageRequest(current, size), total);
                Assert.Equal(total == 0 ? null : seen + 1, page.From);
                seen = page.To ?? seen;
                Assert.Equal(page.Next is null, current == page.Last);
                number = page.Next;
            }

            Assert.Equal(total, seen);
        });

    [Theory]
    [InlineData("/timing/api/v1/time-entries", "?page=2")]
    [InlineData("/timing/api/v1/time-entries?page=7", "?page=2")]
    [InlineData("/timing/api/v1/time-entries?page=7&a=b%20c%2Bd", "?a=b%20c%2Bd&page=2")]
    [InlineData("/timing/api/v1/time-entries?projects[]=/projects/1&a=1&projects[]=", "?projects%5B0%5D=%2Fprojects%2F1&projects%5B1%5D=&a=1&page=2")]
    [InlineData("/timing/api/v1/time-entries?p[4]=b&p[1]=a", "?p%5B0%5D=a&p%5B1%5D=b&page=2")]
    [InlineData("/timing/api/v1/time-entries?x=1&x=2", "?x=1&x=2&page=2")]
    [InlineData("/timing/api/v1/time-entries?page[]=3", "?page=2")]
    [InlineData("/timing/api/v1/time-entries?q=<script>\"'", "?q=%3Cscript%3E%22%27&page=2")]
    [InlineData("/timing/api/v1/time-entries?ü=🙂", "?%C3%BC=%F0%9F%99%82&page=2")]
    [InlineData("/timing/api/v1/time-entries?f[name]=x", "?f%5Bname%5D=x&page=2")]
    public void Links_keep_the_rest_of_the_query(string url, string expected)
    {
        var request = TestRequest.Get(url);
        var links = new PageLinks(request, QueryBag.Of(request));
        Assert.Equal("http://localhost/timing/api/v1/time-entries" + expected, links.Of(2));
        Assert.Null(links.Of(null));
    }

    [Fact]
    public void Following_a_link_reads_the_same_lists() => Properties.Holds(
        Gen.Elements("", "a", "b c", "ü&=", "%41", "[]", "+").ListOf().Select(list => list.ToList()),
        values =>
        {
            var url = "/l?" + string.Join('&', values.Select(value => $"x[]={Uri.EscapeDataString(value)}")) + "&page=1";
            var request = TestRequest.Get(url);
            var next = new PageLinks(request, QueryBag.Of(request)).Of(2);
            var again = QueryBag.Of(TestRequest.Get(next["http://localhost".Length..]));
            Assert.Equal(values, again.Texts("x") ?? []);
            Assert.Equal(2, again.WholeNumber("page"));
        });
}

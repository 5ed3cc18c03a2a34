using Polychron.Storage.Limits;
using Polychron.Testing.Storage;

namespace Polychron.Storage.Tests.Limits;

public sealed class TableAllowanceStoreTests
{
    private readonly InMemoryTableStore _store = new();

    [Fact]
    public async Task Blocks_of_several_instances_never_exceed_the_limit()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => TakeAsync(window: 7, want: 5, limit: 100)));
        Assert.Equal(100, taken.Sum(block => block.Taken));
        Assert.Equal((0, 0), await TakeAsync(window: 7, want: 1, limit: 100));
    }

    [Fact]
    public async Task A_later_window_begins_anew()
    {
        Assert.Equal((10, 0), await TakeAsync(window: 7, want: 10, limit: 10));
        Assert.Equal((4, 6), await TakeAsync(window: 8, want: 4, limit: 10));
    }

    [Fact]
    public async Task A_clock_that_lags_a_little_takes_from_the_window_that_the_others_are_in()
    {
        Assert.Equal((10, 0), await TakeAsync(window: 8, want: 10, limit: 10));
        Assert.Equal((0, 0), await TakeAsync(window: 7, want: 1, limit: 10));
    }

    [Fact]
    public async Task A_window_that_a_wrong_clock_stored_far_ahead_does_not_stand()
    {
        Assert.Equal((10, 0), await TakeAsync(window: 9_000, want: 10, limit: 10));
        Assert.Equal((3, 7), await TakeAsync(window: 7, want: 3, limit: 10));
        Assert.Equal((7, 0), await TakeAsync(window: 7, want: 10, limit: 10));
    }

    [Fact]
    public async Task Subjects_do_not_share()
    {
        Assert.Equal((10, 0), await TakeAsync(window: 7, want: 10, limit: 10));
        Assert.Equal((10, 0), await TakeAsync(window: 7, want: 10, limit: 10, subject: "timing/2"));
    }

    private Task<(int Taken, int Left)> TakeAsync(long window, int want, int limit, string subject = "timing/1") =>
        new TableAllowanceStore(_store).TakeAsync(subject, window, want, limit);
}

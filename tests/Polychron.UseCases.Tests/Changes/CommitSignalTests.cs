using Polychron.UseCases.Changes;

namespace Polychron.UseCases.Tests.Changes;

public sealed class CommitSignalTests
{
    private readonly CommitSignal _signal = new();

    [Fact]
    public async Task All_who_wait_for_a_workspace_are_woken_by_its_next_commit_and_nobody_else()
    {
        var first = _signal.Next(7);
        var second = _signal.Next(7);
        var other = _signal.Next(8);

        _signal.Committed(7, null!);

        await first;
        await second;
        Assert.False(other.IsCompleted);
        Assert.False(_signal.Next(7).IsCompleted);
    }

    [Fact]
    public void A_commit_that_nobody_waits_for_wakes_nobody_later()
    {
        _signal.Committed(7, null!);

        Assert.False(_signal.Next(7).IsCompleted);
    }
}

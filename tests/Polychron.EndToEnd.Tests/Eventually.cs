using System.Diagnostics;

namespace Polychron.EndToEnd.Tests;

/// <summary>Waits for what another process or task is about to do.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task IsAsync(Func<bool> condition)
    {
        var waiting = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waiting.Elapsed < Patience, "It did not come to pass.");
            await Task.Delay(10);
        }
    }
}

using System.Diagnostics;

namespace Polychron.EmbeddedHost.Tests.Support;

/// <summary>Waits in real time for what another thread does.</summary>
internal static class Eventually
{
    public static async Task Holds(Func<bool> condition, string what, int withinMs = 10_000)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.ElapsedMilliseconds < withinMs, $"Did not happen within {withinMs} ms: {what}");
            await Task.Delay(2);
        }
    }
}

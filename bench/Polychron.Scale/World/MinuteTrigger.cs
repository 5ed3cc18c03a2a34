using Polychron.Scale.Time;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Scale.World;

/// <summary>A timer trigger that is due once a minute. Like the host's, it runs on one instance and never beside itself.</summary>
internal sealed class MinuteTrigger(string name, int second, Func<Task> run, ActiveTime activity, VirtualTime time)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>How long its longest run took, of those that have ended.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>When the run that goes on began, or null.</summary>
    public long? RunningSince { get; private set; }

    /// <summary>Runs each minute for good.</summary>
    public async Task ListenAsync()
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var wait = second - (now.TimeOfDay.TotalSeconds % 60);
            await time.Delay(TimeSpan.FromSeconds(wait > 0 ? wait : wait + 60)).ConfigureAwait(false);
            RunningSince = time.Now;
            try
            {
                await activity.RunAsync(run).ConfigureAwait(false);
            }
            catch (StorageUnavailableException)
            {
                // The next minute's run makes up for it.
            }

            var took = TimeSpan.FromTicks(time.Now - RunningSince.Value);
            Longest = took > Longest ? took : Longest;
            RunningSince = null;
        }
    }
}

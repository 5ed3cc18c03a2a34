using Polychron.UseCases.Ports.Limits;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Dialects.Tests.Support;

/// <summary>The port of shared counts in memory; it can be slow, and away.</summary>
internal sealed class MemoryAllowanceStore : IAllowanceStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Window, int Used)> _counts = [];

    public int Calls { get; private set; }

    public int MostAtOnce { get; private set; }

    public bool IsAway { get; set; }

    /// <summary>What a call waits for, if anything.</summary>
    public Task? Gate { get; set; }

    private int _atOnce;

    public async Task<(int Taken, int Left)> TakeAsync(
        string subject, long window, int want, int limit, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            Calls++;
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
        }

        try
        {
            await (Gate ?? Task.CompletedTask);
            if (IsAway)
            {
                throw new StorageUnavailableException("away");
            }

            lock (_gate)
            {
                var (stored, used) = _counts.GetValueOrDefault(subject, (window, 0));
                used = stored < window ? 0 : used;
                var taken = Math.Clamp(limit - used, 0, want);
                _counts[subject] = (Math.Max(stored, window), used + taken);
                return (taken, limit - used - taken);
            }
        }
        finally
        {
            lock (_gate)
            {
                _atOnce--;
            }
        }
    }
}

using Polychron.Scale.Service;
using Polychron.Scale.Time;
using Polychron.Storage.Tests.Backends;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Scale.Tests;

/// <summary>
/// The simulated account with its limits, times and retries. A thread of its own moves the clock on to whatever is due next, so
/// that tests await a request as they await a service's; without one under way the clock stands.
/// </summary>
public sealed class SimulatedBackend : IStorageBackend
{
    private readonly VirtualTime _time = new(new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private volatile bool _isClosed;

    public SimulatedBackend()
    {
        var account = new SimulatedAccount(_time, new ServiceLimits(), new LatencyModel(), seed: 1, new TableData());
        Tables = new SimulatedTableStore(account, new OperationCount());
        Queues = new SimulatedQueueStore(account, new OperationCount());
    }

    public ITableStore Tables { get; }

    public IQueueStore Queues { get; }

    public TimeSpan ShortWait => TimeSpan.FromSeconds(10);

    public Task OpenAsync()
    {
        new Thread(MoveOn) { IsBackground = true }.Start();
        return Task.CompletedTask;
    }

    public Task PassAsync(TimeSpan time) => _time.Delay(time);

    public ValueTask DisposeAsync()
    {
        _isClosed = true;
        return ValueTask.CompletedTask;
    }

    private void MoveOn()
    {
        while (!_isClosed)
        {
            if (!_time.FireNext(long.MaxValue))
            {
                Thread.Sleep(1);
            }
        }
    }
}

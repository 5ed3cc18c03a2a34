using Polychron.Scale.Time;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Scale.Service;

/// <summary>What an operation draws on beside the account: a partition of a table, or a queue.</summary>
/// <param name="Table">The table, or null for a queue.</param>
/// <param name="Name">The partition key, or the queue's name.</param>
internal readonly record struct Resource(string? Table, string Name);

/// <summary>What serving a request gave.</summary>
/// <param name="Value">The answer.</param>
/// <param name="Cost">What it counts against the limits.</param>
/// <param name="Rows">How many rows went over the wire.</param>
internal readonly record struct Served<T>(T Value, double Cost, int Rows);

/// <summary>
/// A storage account: the rows and messages, the limits, and the times that it takes. A request travels half of its time, is
/// admitted or refused, takes effect at once and as a whole, and its answer travels the other half.
/// </summary>
internal sealed class SimulatedAccount(VirtualTime time, ServiceLimits limits, LatencyModel latency, int seed, TableData tables)
{
    private readonly Lock _gate = new();
    private readonly Random _dice = new(seed);
    private readonly Dictionary<Resource, TokenBucket> _buckets = [];

    /// <summary>The rows.</summary>
    public TableData Tables => tables;

    /// <summary>The messages.</summary>
    public QueueData Queues { get; } = new(time);

    /// <summary>The limits.</summary>
    public ServiceLimits Limits => limits;

    /// <summary>The times.</summary>
    public LatencyModel Latency => latency;

    /// <summary>The account's own limit.</summary>
    public TokenBucket Whole { get; } = new(limits.AccountEntities, limits.AccountEntities * limits.BurstSeconds);

    /// <summary>The limits of partitions and queues that were used.</summary>
    public IReadOnlyDictionary<Resource, TokenBucket> Buckets => _buckets;

    /// <summary>Counts from here on.</summary>
    public void Reset()
    {
        Whole.Reset();
        foreach (var bucket in _buckets.Values)
        {
            bucket.Reset();
        }
    }

    /// <summary>Sends a request and retries while the service is busy, as the product's clients do.</summary>
    /// <param name="resource">What it draws on.</param>
    /// <param name="latency">How long it takes, without its rows.</param>
    /// <param name="serve">Takes effect and answers; what it throws is the service's answer too.</param>
    /// <param name="count">Where it is counted.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StorageUnavailableException">
    /// The service was busy at every try, or a retried batch met a conflict, of which the product cannot tell whose it is.
    /// </exception>
    public async Task<T> SendAsync<T>(
        Resource resource, Latency latency, Func<Served<T>> serve, OperationCount count, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            cancellation.ThrowIfCancellationRequested();
            var half = Draw(latency) / 2;
            await time.Delay(half).ConfigureAwait(false);
            if (!Admit(resource, out var buckets))
            {
                count.Throttled++;
                await time.Delay(half).ConfigureAwait(false);
                if (tries > RetryRules.MaxRetries)
                {
                    count.GivenUp++;
                    throw new StorageUnavailableException("The service answered 503 ServerBusy.");
                }

                await time.Delay(Pause(tries)).ConfigureAwait(false);
                continue;
            }

            Served<T> served;
            try
            {
                served = serve();
            }
            catch (RowConflictException conflict)
            {
                Charge(buckets, 1);
                count.Conflicts++;
                await time.Delay(half).ConfigureAwait(false);
                if (tries > 1)
                {
                    throw new StorageUnavailableException("A batch was sent again and met a conflict.", conflict);
                }

                throw;
            }

            Charge(buckets, served.Cost);
            await time.Delay(half + (served.Rows * this.Latency.PerRow)).ConfigureAwait(false);
            return served.Value;
        }
    }

    private bool Admit(Resource resource, out (TokenBucket Own, TokenBucket Whole) buckets)
    {
        lock (_gate)
        {
            if (!_buckets.TryGetValue(resource, out var own))
            {
                var rate = resource.Table is null ? limits.QueueMessages : limits.PartitionEntities;
                _buckets[resource] = own = new TokenBucket(rate, rate * limits.BurstSeconds);
            }

            buckets = (own, Whole);
            var (hasOwn, hasWhole) = (own.HasTokens(time.Now), Whole.HasTokens(time.Now));
            if (!hasOwn)
            {
                own.Refuse();
            }
            else if (!hasWhole)
            {
                Whole.Refuse();
            }

            return hasOwn && hasWhole;
        }
    }

    private void Charge((TokenBucket Own, TokenBucket Whole) buckets, double cost)
    {
        lock (_gate)
        {
            buckets.Own.Take(cost);
            buckets.Whole.Take(cost);
        }
    }

    private TimeSpan Draw(Latency latency)
    {
        lock (_gate)
        {
            return latency.Draw(_dice);
        }
    }

    private TimeSpan Pause(int retry)
    {
        lock (_gate)
        {
            return RetryRules.Before(retry, _dice);
        }
    }
}

using Polychron.Domain.Errors;
using Polychron.Scale.Time;
using Polychron.Scale.World;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Scale.Load;

/// <summary>Requests that arrive at random (a Poisson process) at a rate, whether or not those before have been answered.</summary>
internal sealed class Traffic
{
    private readonly VirtualTime _time;
    private readonly IReadOnlyList<Instance> _instances;
    private readonly IReadOnlyList<Person> _people;
    private readonly Dictionary<long, Person[]> _managers;
    private readonly Mix _mix;
    private readonly bool _hasAffinity;
    private readonly Random _dice;
    private long _number;
    private long _measuredFrom = long.MaxValue;
    private long _measuredTo;

    /// <param name="time">The clock.</param>
    /// <param name="instances">Who serves.</param>
    /// <param name="people">Who asks; a manager at least in every workspace.</param>
    /// <param name="mix">What for.</param>
    /// <param name="hasAffinity">Whether all requests of a workspace go to one instance; otherwise to any.</param>
    /// <param name="seed">Of who asks for what and when.</param>
    public Traffic(
        VirtualTime time, IReadOnlyList<Instance> instances, IReadOnlyList<Person> people, Mix mix, bool hasAffinity, int seed)
    {
        (_time, _instances, _people, _mix, _hasAffinity, _dice) = (time, instances, people, mix, hasAffinity, new Random(seed));
        _managers = people.Where(person => person.IsManager)
            .GroupBy(person => person.WorkspaceId).ToDictionary(some => some.Key, some => some.ToArray());
    }

    /// <summary>Times of the reads that arrived in the measured span and were answered.</summary>
    public Percentiles Reads { get; } = new();

    /// <summary>Times of the writes that arrived in the measured span and were acknowledged.</summary>
    public Percentiles Writes { get; } = new();

    /// <summary>Requests that arrived in the measured span.</summary>
    public long Arrived { get; private set; }

    /// <summary>Writes that were acknowledged within the measured span, whenever they arrived.</summary>
    public long WritesAcknowledged { get; private set; }

    /// <summary>Reads that were answered within the measured span, whenever they arrived.</summary>
    public long ReadsAnswered { get; private set; }

    /// <summary>Requests of the measured span that were answered with an error.</summary>
    public long Failed { get; private set; }

    /// <summary>Those of <see cref="Failed"/> that were refused by the rate limit.</summary>
    public long TooMany { get; private set; }

    /// <summary>Measures the requests that arrive in the next span.</summary>
    public void Measure(TimeSpan span) => (_measuredFrom, _measuredTo) = (_time.Now, _time.Now + span.Ticks);

    /// <summary>Lets requests arrive at a rate for a span.</summary>
    public async Task ArriveAsync(double perSecond, TimeSpan span)
    {
        var until = _time.Now + span.Ticks;
        while (true)
        {
            await _time.Delay(TimeSpan.FromSeconds(-Math.Log(1 - _dice.NextDouble()) / perSecond)).ConfigureAwait(false);
            if (_time.Now >= until)
            {
                return;
            }

            _ = AskAsync();
        }
    }

    private async Task AskAsync()
    {
        var kind = _mix.Draw(_dice);
        var person = _people[_dice.Next(_people.Count)];
        if (kind == RequestKind.Report)
        {
            var managers = _managers[person.WorkspaceId];
            person = managers[_dice.Next(managers.Length)];
        }

        var entry = person.Entries[_dice.Next(person.Entries.Count)];
        var instance = _instances[_hasAffinity ? (int)(person.WorkspaceId % _instances.Count) : _dice.Next(_instances.Count)];
        var began = _time.Now;
        var isMeasured = began >= _measuredFrom && began < _measuredTo;
        Arrived += isMeasured ? 1 : 0;
        try
        {
            await instance.Activity.RunAsync(() => Requests.RunAsync(instance, kind, person, entry, ++_number)).ConfigureAwait(false);
            Answered(kind, began, isMeasured);
        }
        catch (Exception e) when (e is StorageUnavailableException or TooManyRequestsException or DomainException)
        {
            Failed += isMeasured ? 1 : 0;
            TooMany += isMeasured && e is TooManyRequestsException ? 1 : 0;
        }
    }

    private void Answered(RequestKind kind, long began, bool isMeasured)
    {
        var isWrite = Mix.IsWrite(kind);
        if (isMeasured)
        {
            (isWrite ? Writes : Reads).Add(_time.Now - began);
        }

        if (_time.Now >= _measuredFrom && _time.Now < _measuredTo)
        {
            WritesAcknowledged += isWrite ? 1 : 0;
            ReadsAnswered += isWrite ? 0 : 1;
        }
    }
}

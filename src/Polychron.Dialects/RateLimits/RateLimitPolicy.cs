using System.Collections.Concurrent;

namespace Polychron.Dialects.RateLimits;

/// <summary>An allowance of requests for each fixed window of time. Windows are aligned to the clock: that of 3,600 seconds begins on the hour.</summary>
/// <param name="Name">The window's name in storage: 1 to 20 letters or digits, unique in its policy.</param>
/// <param name="Limit">How many requests a window allows, 1 or more.</param>
/// <param name="Seconds">The window's length, from 1 to 86,400 seconds.</param>
public sealed record RateWindow(string Name, int Limit, int Seconds);

/// <summary>How many requests a caller may make. A request is counted in every window, or if one has no allowance left in none.</summary>
public sealed class RateLimitPolicy
{
    // As many as the operator has set different numbers.
    private readonly ConcurrentDictionary<int, RateLimitPolicy> _adjusted = new();

    /// <summary>A policy.</summary>
    /// <param name="name">The policy's name in storage: 1 to 40 letters or digits, unique in the app.</param>
    /// <param name="windows">The windows, from 1 to 4; the first is the one that the response's headers speak of.</param>
    public RateLimitPolicy(string name, params IReadOnlyList<RateWindow> windows)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfZero(windows.Count, nameof(windows));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(windows.Count, 4, nameof(windows));
        foreach (var window in windows)
        {
            ArgumentException.ThrowIfNullOrEmpty(window.Name);
            ArgumentOutOfRangeException.ThrowIfLessThan(window.Limit, 1);
            ArgumentOutOfRangeException.ThrowIfLessThan(window.Seconds, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(window.Seconds, 86_400);
        }

        Name = name;
        Windows = [.. windows];
    }

    /// <summary>The policy's name in storage.</summary>
    public string Name { get; }

    /// <summary>The windows; the first is the one that the response's headers speak of.</summary>
    public IReadOnlyList<RateWindow> Windows { get; }

    /// <summary>
    /// Whether the operator can set the number of a token's requests (see <see cref="UseCases.Access.Caller.RequestsPerMinute"/>),
    /// which then stands in place of the first window's.
    /// </summary>
    public bool IsAdjustable { get; init; }

    /// <summary>
    /// The policy for a token whose number of requests was set; the same object at every call with the same number. It counts
    /// in the same windows as this one, so that a number that changes within a window gives no fresh allowance.
    /// </summary>
    /// <param name="limit">The number, or null for this policy.</param>
    internal RateLimitPolicy With(int? limit) => limit is not { } number || !IsAdjustable ? this
        : _adjusted.GetOrAdd(number, static (number, policy) => new RateLimitPolicy(
            policy.Name, [policy.Windows[0] with { Limit = number }, .. policy.Windows.Skip(1)]), this);

    /// <inheritdoc />
    public override string ToString() =>
        $"{Name}: {string.Join(", ", Windows.Select(window => $"{window.Limit} in {window.Seconds} s"))}";
}

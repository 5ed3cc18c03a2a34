using System.Text;
using System.Text.RegularExpressions;

namespace Polychron.UseCases.Ports.Queues;

/// <summary>The limits of the queue port: those of Azure Storage Queues ("Naming queues and metadata", "Put Message").</summary>
public static partial class QueueLimits
{
    /// <summary>The most bytes in a message's UTF-8 form: 64 KiB once encoded as Base64.</summary>
    public const int MaxBodyBytes = 48 * 1024;

    /// <summary>The most messages one receive or peek returns.</summary>
    public const int MaxReceive = 32;

    /// <summary>The longest delay and visibility timeout.</summary>
    public static readonly TimeSpan MaxVisibility = TimeSpan.FromDays(7);

    /// <summary>Throws if the queue's name is not one that the service would take.</summary>
    /// <exception cref="ArgumentException">The name is outside the rules.</exception>
    public static void CheckName(string queue)
    {
        if (queue.Length is < 3 or > 63 || !NamePattern().IsMatch(queue))
        {
            throw new ArgumentException($"'{queue}' is no queue name: 3 to 63 lower-case letters, digits and single hyphens.", nameof(queue));
        }
    }

    /// <summary>Throws if the body is too long or the delay outside its range.</summary>
    /// <exception cref="ArgumentException">The body or the delay is outside its limits.</exception>
    public static void CheckMessage(string body, TimeSpan delay)
    {
        if (Encoding.UTF8.GetByteCount(body) > MaxBodyBytes)
        {
            throw new ArgumentException($"A message has at most {MaxBodyBytes} bytes.", nameof(body));
        }

        if (delay < TimeSpan.Zero || delay > MaxVisibility)
        {
            throw new ArgumentException("A delay is between zero and 7 days.", nameof(delay));
        }
    }

    /// <summary>Throws if a receive's count or visibility timeout is outside its range.</summary>
    /// <exception cref="ArgumentException">The count or the timeout is outside its limits.</exception>
    public static void CheckReceive(int max, TimeSpan visibility)
    {
        if (max is < 1 or > MaxReceive)
        {
            throw new ArgumentException($"A receive takes 1 to {MaxReceive} messages.", nameof(max));
        }

        if (visibility < TimeSpan.FromSeconds(1) || visibility > MaxVisibility)
        {
            throw new ArgumentException("A visibility timeout is between 1 second and 7 days.", nameof(visibility));
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}

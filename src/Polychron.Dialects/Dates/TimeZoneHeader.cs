using Microsoft.AspNetCore.Http;
using NodaTime;
using Polychron.Dialects.Errors;
using Polychron.Domain.Time;

namespace Polychron.Dialects.Dates;

/// <summary>The header in which a client names the zone of its local times.</summary>
public static class TimeZoneHeader
{
    /// <summary>The header's name.</summary>
    public const string Name = "X-Time-Zone";

    /// <summary>The zone that the request names by its TZDB id, or <paramref name="other"/> if it names none.</summary>
    /// <exception cref="RequestException">There is no such zone.</exception>
    public static DateTimeZone Read(HttpRequest request, DateTimeZone other)
    {
        var header = request.Headers[Name];
        if (header.Count == 0)
        {
            return other;
        }

        return header.Count == 1 && Zones.TryFind(header[0], out var zone)
            ? zone
            : throw RequestException.Invalid(Name, $"The {Name} header must be an id of the time-zone database, such as Europe/Berlin.");
    }
}

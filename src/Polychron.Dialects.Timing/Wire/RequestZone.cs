using Microsoft.AspNetCore.Http;
using NodaTime;
using Polychron.Dialects.Dates;

namespace Polychron.Dialects.Timing.Wire;

/// <summary>The zone of dates that name none: the request's X-Time-Zone, else UTC.</summary>
internal static class RequestZone
{
    /// <summary>The zone.</summary>
    public static DateTimeZone Of(HttpRequest request) => TimeZoneHeader.Read(request, DateTimeZone.Utc);
}

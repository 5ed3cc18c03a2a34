using Microsoft.AspNetCore.Http;
using NodaTime;
using Polychron.Dialects.Dates;

namespace Polychron.Dialects.Timether.Wire;

/// <summary>The zone of times in a request that name none.</summary>
internal static class RequestZone
{
    /// <summary>The zone of the request's <c>X-Time-Zone</c>, or UTC.</summary>
    public static DateTimeZone Of(HttpRequest request) => TimeZoneHeader.Read(request, DateTimeZone.Utc);
}

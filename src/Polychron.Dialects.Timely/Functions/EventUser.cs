using Polychron.Dialects.Urls;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>Users in the paths of events.</summary>
internal static class EventUser
{
    /// <summary>The user of a part of a path: an id, or "current" for the caller.</summary>
    /// <exception cref="DomainException">It is neither.</exception>
    public static long Parse(string userId, long callerId) => userId == "current" ? callerId : RouteId.Parse(userId, "User");
}

using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Query;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Dialects.Timing.Wire.Query;

namespace Polychron.Dialects.Timing.Wire.Entries;

/// <summary>The parameter by which a caller confirms that a colleague's entry is meant.</summary>
internal static class OtherUser
{
    /// <summary>The user that the request names, or null.</summary>
    public static long? Of(HttpRequest request)
    {
        var query = QueryBag.Of(request, ignoresBlank: true);
        var id = QueryReferences.One(query, "other_user_id", References.Users);
        query.ThrowIfInvalid();
        return id;
    }
}

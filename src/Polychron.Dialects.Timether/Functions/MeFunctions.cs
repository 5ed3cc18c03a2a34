using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Memberships;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>me</c>.</summary>
public sealed class MeFunctions(IClock clock)
{
    /// <summary>Shows the caller's own membership of the workspace.</summary>
    [Function("TimetherShowMe")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Me)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            return ValueTask.FromResult(Reply.Ok(
                MembershipJson.Render(viewer, caller.Member), MembershipJson.ETag(caller.Member, viewer)));
        });
}

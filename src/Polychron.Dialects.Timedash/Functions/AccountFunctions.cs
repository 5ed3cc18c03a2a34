using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timedash.Resources;

namespace Polychron.Dialects.Timedash.Functions;

/// <summary><c>account</c>.</summary>
public sealed class AccountFunctions(IClock clock)
{
    /// <summary>Shows the account of the key.</summary>
    [Function("TimedashShowAccount")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Account)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
            ValueTask.FromResult(Reply.Ok(Account.Render(Viewer.Of(caller, clock.GetCurrentInstant())))));
}

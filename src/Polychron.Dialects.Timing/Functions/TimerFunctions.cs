using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Dialects.Timing.Wire;
using Polychron.Dialects.Timing.Wire.Entries;
using Polychron.Dialects.Timing.Wire.Pages;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Entries;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Timers;

namespace Polychron.Dialects.Timing.Functions;

/// <summary>"Time Entries": timers, and the redirects to the caller's latest entry and running timer.</summary>
public sealed class TimerFunctions(WriteRunner writes)
{
    /// <summary>"Start timer".</summary>
    [Function("TimingStartTimer")]
    public Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.StartTimer)] HttpRequest request) =>
        writes.RunAsync(
            request,
            (body, _) => TimeEntryBody.ToStart(body, RequestZone.Of(request)),
            static async (command, transaction) =>
                TimeEntryReplies.Started(await StartTimer.RunAsync(transaction, command), transaction),
            Bodies.BodyRules.OptionalOrNothing);

    /// <summary>"Stop timer".</summary>
    [Function("TimingEndTimer")]
    public Task<IResult> Stop(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.StopTimer)] HttpRequest request) =>
        writes.RunAsync(request, static transaction =>
            ValueTask.FromResult(TimeEntryReplies.Stopped(StopTimer.Run(transaction, TimingDialect.Prefix), transaction)));

    /// <summary>"Show latest time entry".</summary>
    [Function("TimingLatestTimeEntry")]
    public async Task<IResult> Latest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.LatestEntry)] HttpRequest request)
    {
        var caller = request.GetCaller();
        return Redirect(
            request,
            await LatestEntry.RunAsync(caller.Workspace, caller.Member, request.HttpContext.RequestAborted),
            "No time entry found.");
    }

    /// <summary>"Show running timer".</summary>
    [Function("TimingRunningTimer")]
    public IResult Running(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.RunningTimer)] HttpRequest request)
    {
        var caller = request.GetCaller();
        return Redirect(request, caller.Workspace.Picture.Running.GetValueOrDefault(caller.UserId), StopTimer.NoneRuns);
    }

    private static BytesResult Redirect(HttpRequest request, Entry? entry, string message) => entry is null
        ? throw new RequestException(RequestErrorKind.NotFound, message)
        : RedirectPage.To(
            $"{RequestUrl.Base(request)}{TimingDialect.BasePath}{References.Of(References.Entries, entry.Id)}");
}

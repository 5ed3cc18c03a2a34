using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Dialects.Timether.Wire.Entries;
using Polychron.Dialects.Writes;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Timers;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>timers</c>: the caller's running entry, of which there is one at most.</summary>
public sealed class TimerFunctions(WriteRunner writes, IClock clock)
{
    /// <summary>Shows the running timer.</summary>
    [Function("TimetherShowCurrentTimer")]
    public Task<IResult> Current(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.CurrentTimer)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(TimeEntryReplies.Shown(
            Running(caller.Workspace, caller.UserId), Viewer.Of(caller, clock.GetCurrentInstant()))));

    /// <summary>Changes the running timer; what is left out stays.</summary>
    [Function("TimetherUpdateCurrentTimer")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", "put", Route = Routes.CurrentTimer)] HttpRequest request) =>
        writes.RunAsync(
            request,
            (body, _) => TimeEntryBody.ReadChanges(TimetherBody.Read(body, TimeEntryBody.TimerKey, TimeEntryBody.Key), RequestZone.Of(request)),
            async (changes, transaction) => TimeEntryReplies.Changed(
                await UpdateEntry.RunAsync(transaction, new UpdateEntry.Command
                {
                    Id = Running(transaction, transaction.ActorId).Id,
                    Changes = changes,
                    Precondition = TimeEntryReplies.Precondition(request, transaction),
                }).ConfigureAwait(false),
                transaction));

    /// <summary>Starts a timer; refused while one runs.</summary>
    [Function("TimetherStartTimer")]
    public Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.StartTimer)] HttpRequest request) =>
        writes.RunAsync(
            request,
            (body, _) => TimeEntryBody.ReadTimer(body, RequestZone.Of(request), refusesIfRunning: true),
            static async (command, transaction) => TimeEntryReplies.Created(
                await StartTimer.RunAsync(transaction, command).ConfigureAwait(false), transaction),
            BodyRules.Optional);

    /// <summary>Stops the running timer.</summary>
    [Function("TimetherStopTimer")]
    public Task<IResult> Stop(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.StopTimer)] HttpRequest request) =>
        writes.RunAsync(request, transaction =>
        {
            IfMatch.Require(
                request, TimeEntryJson.ETag(Running(transaction, transaction.ActorId), Viewer.Of(transaction)));
            return ValueTask.FromResult(TimeEntryReplies.Changed(StopTimer.Run(transaction, TimetherDialect.Prefix), transaction));
        });

    /// <summary>Stops the running timer, if there is one, and starts another in the same write: no time is lost or counted twice.</summary>
    [Function("TimetherSwitchTimer")]
    public Task<IResult> Switch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.SwitchTimer)] HttpRequest request) =>
        writes.RunAsync(
            request,
            (body, _) => TimeEntryBody.ReadTimer(body, RequestZone.Of(request), refusesIfRunning: false),
            static async (command, transaction) =>
            {
                var before = transaction.Picture.Running.GetValueOrDefault(transaction.ActorId);
                var started = await StartTimer.RunAsync(transaction, command).ConfigureAwait(false);
                var stopped = before is null ? null : await transaction.FindEntryAsync(before.Id).ConfigureAwait(false);
                return Reply.Created(JsonBytes.Render((stopped, started, viewer: Viewer.Of(transaction)), static (json, both) =>
                {
                    json.WriteStartObject();
                    Write(json, "stopped", both.viewer, both.stopped);
                    Write(json, "started", both.viewer, both.started);
                    json.WriteEndObject();
                }));
            },
            BodyRules.Optional);

    private static Entry Running(IWorkspaceView view, long userId) =>
        view.Picture.Running.GetValueOrDefault(userId) ?? throw DomainException.Missing(StopTimer.NoneRuns);

    private static void Write(Utf8JsonWriter json, string name, Viewer viewer, Entry? entry)
    {
        json.WritePropertyName(name);
        if (entry is null)
        {
            json.WriteNullValue();
        }
        else
        {
            TimeEntryJson.Write(json, viewer, entry);
        }
    }
}

using NodaTime;
using Polychron.Dialects.RateLimits;
using Polychron.Domain.Time;
using Polychron.Scale.World;
using Polychron.UseCases;
using Polychron.UseCases.Access;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Reports;
using Polychron.UseCases.Timers;

namespace Polychron.Scale.Load;

/// <summary>A request was refused because its token has made too many.</summary>
internal sealed class TooManyRequestsException() : Exception("The token has made too many requests.");

/// <summary>Requests as an instance serves them, from the token to the use case; what is left out is HTTP and JSON.</summary>
internal static class Requests
{
    private const int PageSize = 50;

    /// <summary>That of a dialect of the product (Timether): 600 a minute and 12,000 an hour.</summary>
    private static readonly RateLimitPolicy Policy =
        new("Scale", new RateWindow("minute", 600, 60), new RateWindow("hour", 12_000, 3_600));

    /// <summary>Serves a request.</summary>
    /// <param name="instance">Who serves it.</param>
    /// <param name="kind">What is asked for.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="entry">Which of their entries it is about.</param>
    /// <param name="number">The request's number.</param>
    public static async Task RunAsync(Instance instance, RequestKind kind, Person person, long entry, long number)
    {
        var caller = await instance.Authenticator.AuthenticateAsync(person.Token, person.WorkspaceId).ConfigureAwait(false);
        var state = await instance.Limiter.TakeAsync(
            Policy.With(caller.RequestsPerMinute), caller.TokenId, CancellationToken.None).ConfigureAwait(false);
        if (!state.IsAllowed)
        {
            throw new TooManyRequestsException();
        }

        await (kind switch
        {
            RequestKind.Create => WriteAsync(transaction => CreateEntry.RunAsync(transaction, new CreateEntry.Command
            {
                Start = transaction.Now - Duration.FromHours(1),
                End = transaction.Now,
                Project = ProjectReference.ById(person.Projects[(int)(number % person.Projects.Count)]),
                Title = $"Work {number}",
            })),
            RequestKind.Update => WriteAsync(transaction => UpdateEntry.RunAsync(transaction, new UpdateEntry.Command
            {
                Id = entry,
                Changes = new EntryChanges { Title = Change<string?>.To($"Other work {number}") },
            })),
            RequestKind.Timer => WriteAsync(async transaction => transaction.Picture.Running.ContainsKey(person.UserId)
                ? StopTimer.Run(transaction)
                : await StartTimer.RunAsync(transaction, new StartTimer.Command
                {
                    Project = ProjectReference.ById(person.Projects[0]),
                    Title = $"Timer {number}",
                }).ConfigureAwait(false)),
            RequestKind.List => ListEntries.RunAsync(caller.Workspace, caller.Member, new EntryFilter(), 0, PageSize).AsTask(),
            RequestKind.Get => FindEntry.RunAsync(caller.Workspace, caller.Member, entry, null).AsTask(),
            _ => ReportAsync(caller),
        }).ConfigureAwait(false);

        Task WriteAsync<T>(Func<IWorkspaceTransaction, ValueTask<T>> work) =>
            instance.Log.WriteAsync(person.WorkspaceId, person.UserId, work);
    }

    private static Task ReportAsync(Caller caller)
    {
        // Both months that the seed's entries and the run's can be in.
        var zone = Zones.Stored(caller.Workspace.Picture.Workspace!.TimeZone);
        return SumEntries.RunAsync(caller.Workspace, caller.Member, new SumEntries.Query
        {
            First = new LocalDate(2026, 2, 1),
            Last = new LocalDate(2026, 3, 31),
            Zone = zone,
            Unit = CalendarUnit.Month,
        }).AsTask();
    }
}

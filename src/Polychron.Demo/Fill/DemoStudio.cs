using NodaTime;
using Polychron.Demo.Calendar;
using Polychron.Demo.Studio;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Time;
using Polychron.UseCases;
using Polychron.UseCases.Imports;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Timers;
using Polychron.UseCases.Tokens;
using Polychron.UseCases.Users;
using Polychron.UseCases.Workspaces;

namespace Polychron.Demo.Fill;

/// <summary>Fills a workspace with two years of a studio of twelve, through the use cases that its people would use.</summary>
public sealed class DemoStudio(IDirectory directory, IWorkspaceLog log, IRandomSource random, IClock clock)
{
    /// <summary>The zone of the studio.</summary>
    public const string Zone = "Europe/Berlin";

    private const string Name = "Demo studio";
    private const int BatchRows = 500;
    private const int Timers = 3;

    /// <summary>Fills a new workspace.</summary>
    /// <exception cref="DomainException">The store has other data, or the end lies in the future.</exception>
    public async Task<DemoMade> FillAsync(DemoOptions options, CancellationToken cancellation = default)
    {
        var zone = Zones.Stored(Zone);
        var now = clock.GetCurrentInstant();
        if (options.End > now.InZone(zone).Date)
        {
            throw DomainException.Invalid("end", "The demo ends today at the latest: timers cannot run in the future.");
        }

        if (!options.AddsToOtherData && !await directory.IsEmptyAsync(cancellation).ConfigureAwait(false))
        {
            throw DomainException.Conflict("store", "This store has data already; --add puts the demo beside it, in a workspace of its own.");
        }

        var owner = await OwnerAsync(cancellation).ConfigureAwait(false);
        var workspace = await CreateWorkspace.RunAsync(
            directory, log, new CreateWorkspace.Command { Name = Name, OwnerUserId = owner, Currency = "EUR", TimeZone = Zone }, cancellation).ConfigureAwait(false);
        var (_, token) = await CreateToken.RunAsync(directory, random, owner, Name, workspace.Id, cancellation).ConfigureAwait(false);
        var userIds = await PeopleAsync(workspace.Id, owner, cancellation).ConfigureAwait(false);
        await log.WriteAsync(
            workspace.Id, owner, transaction => StudioProjects.MakeAsync(transaction, random, userIds), cancellation).ConfigureAwait(false);
        var timesheet = new Timesheet(options.Seed, options.End, zone);
        await EntriesAsync(workspace.Id, owner, timesheet.Rows(userIds), cancellation).ConfigureAwait(false);
        await TimersAsync(workspace.Id, userIds, options.End, zone, cancellation).ConfigureAwait(false);

        var made = (await log.OpenAsync(workspace.Id, cancellation).ConfigureAwait(false)).Picture;
        return new DemoMade(
            workspace.Id, token, made.Members.Count, made.Projects.Count, made.UserTallies.Values.Sum(tally => tally.Count), timesheet.Start);
    }

    private async Task<long> OwnerAsync(CancellationToken cancellation)
    {
        var person = Cast.People[0];
        return (await directory.FindUserByEmailAsync(person.Email, cancellation).ConfigureAwait(false))?.Id
            ?? (await CreateUser.RunAsync(directory, random, new CreateUser.Command(person.Email, person.Name, Zone), cancellation)
                .ConfigureAwait(false)).User.Id;
    }

    private async Task<IReadOnlyList<long>> PeopleAsync(long workspaceId, long owner, CancellationToken cancellation)
    {
        var userIds = new List<long>(Cast.People.Count);
        foreach (var person in Cast.People)
        {
            var changes = new MemberChanges
            {
                Role = Change<Role>.To(person.Role),
                HourRate = Change<long?>.To(person.HourRate),
                InternalHourRate = Change<long?>.To(person.InternalHourRate),
                WeeklyCapacitySeconds = Change<long?>.To(person.WeeklyHours * 3_600L),
            };
            var member = await log.WriteAsync(
                workspaceId,
                owner,
                transaction => userIds.Count == 0
                    ? UpdateMember.RunAsync(transaction, new UpdateMember.Command { Id = owner, Changes = changes })
                    : InviteMember.RunAsync(
                        directory, transaction, new InviteMember.Command { Name = person.Name, Email = person.Email, Changes = changes }),
                cancellation).ConfigureAwait(false);
            userIds.Add(member.Id);
        }

        return userIds;
    }

    private async Task EntriesAsync(long workspaceId, long owner, IEnumerable<ImportRow> rows, CancellationToken cancellation)
    {
        var ledger = new ImportLedger();
        foreach (var batch in rows.Chunk(BatchRows))
        {
            var outcome = await log.WriteAsync(
                workspaceId,
                owner,
                transaction => ImportEntries.RunAsync(transaction, random, new ImportEntries.Command(batch, ledger)),
                cancellation).ConfigureAwait(false);
            ImportEntries.Settle(ledger, outcome);
            if (outcome.Refused is [var (row, error), ..])
            {
                throw new InvalidOperationException($"Row {row} of the demo is not acceptable: {error.Message}");
            }
        }
    }

    /// <summary>Some are at work when the demo ends: since nine o'clock or so, but not from the future.</summary>
    private async Task TimersAsync(
        long workspaceId, IReadOnlyList<long> userIds, LocalDate end, DateTimeZone zone, CancellationToken cancellation)
    {
        for (var i = 0; i < Timers; i++)
        {
            var index = 3 + 2 * i;
            var start = Zones.ToInstant(end.At(new LocalTime(9, 10 * i)), zone);
            var since = Instant.Min(start, clock.GetCurrentInstant() - Duration.FromMinutes(10 * (i + 1)));
            var work = Words.Of(Cast.People[index].Craft)[i];
            var job = Portfolio.Jobs.Last(job => !job.IsInternal && job.To == Portfolio.Months);
            var part = job.Parts.First(part => part.Crafts.Contains(Cast.People[index].Craft));
            await log.WriteAsync(
                workspaceId,
                userIds[index],
                transaction => StartTimer.RunAsync(transaction, new StartTimer.Command
                {
                    Start = since,
                    Title = work.Title,
                    Project = ProjectReference.ByChain([job.Title, part.Title]),
                }),
                cancellation).ConfigureAwait(false);
        }
    }
}

using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Testing.Domain;

namespace Polychron.Domain.Tests.Workspaces;

/// <summary>Random logs as the use cases can write them: each before image is the one before, and nobody has two running entries.</summary>
internal static class RandomLog
{
    private const int Users = 3;

    internal sealed record Step(EntityKind Kind, int Which, bool IsDelete, int User, bool Runs, int Minutes);

    public static Gen<Step> Steps { get; } =
        from kind in Gen.Frequency(
            (1, Gen.Constant(EntityKind.Workspace)),
            (1, Gen.Constant(EntityKind.Member)),
            (1, Gen.Constant(EntityKind.Team)),
            (2, Gen.Constant(EntityKind.Project)),
            (8, Gen.Constant(EntityKind.Entry)))
        from which in Gen.Choose(0, 8)
        from isDelete in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from user in Gen.Choose(1, Users)
        from runs in Gen.Elements(true, false)
        from minutes in Gen.Choose(0, 600)
        select new Step(kind, which, isDelete, user, runs, minutes);

    public static IReadOnlyList<LogRecord> Of(IReadOnlyList<Step> steps)
    {
        var log = new List<LogRecord>();
        var live = new SortedDictionary<(EntityKind Kind, long Id), Entity>();
        void Write(Entity? before, Entity? after)
        {
            var record = new LogRecord(log.Count + 1, Samples.Noon + Duration.FromSeconds(log.Count), 1, before, after);
            log.Add(record);
            live.Remove((record.Subject.Kind, record.Subject.Id));
            if (after is not null)
            {
                live[(after.Kind, after.Id)] = after;
            }
        }

        foreach (var step in steps)
        {
            var before = Find(step, [.. live.Values.Where(entity => entity.Kind == step.Kind)]);
            if (step.IsDelete && step.Kind is not (EntityKind.Workspace or EntityKind.Member))
            {
                if (before is not null)
                {
                    Write(before, null);
                }

                continue;
            }

            // Whoever starts to run stops what the same user has running.
            if (step is { Kind: EntityKind.Entry, Runs: true }
                && live.Values.OfType<Entry>().FirstOrDefault(other => other.IsRunning && other.UserId == step.User) is { } running
                && running.Id != before?.Id)
            {
                Write(running, running with
                {
                    End = running.Start + Duration.FromMinutes(step.Minutes),
                    TimerStartedAt = null,
                    DurationSeconds = step.Minutes * 60,
                });
            }

            Write(before, Next(step, before, log.Count + 1));
        }

        return log;
    }

    /// <summary>What the step is about, or null if it creates something. Of the workspace and of a user's membership there is one.</summary>
    private static Entity? Find(Step step, List<Entity> ofKind) => step.Kind switch
    {
        EntityKind.Workspace => ofKind.FirstOrDefault(),
        EntityKind.Member => ofKind.FirstOrDefault(entity => entity.Id == step.User),
        _ => ofKind.ElementAtOrDefault(step.Which),
    };

    private static Entity Next(Step step, Entity? before, long newId)
    {
        var id = before?.Id ?? newId;
        var version = (before?.Version ?? 0) + 1;
        var start = Samples.Noon + Duration.FromMinutes(step.Minutes);
        return step.Kind switch
        {
            EntityKind.Workspace => Samples.Workspace() with { Version = version, Name = $"Name {step.Minutes}" },
            EntityKind.Member => Samples.Member(before?.Id ?? step.User) with { Version = version, IsActive = !step.IsDelete },
            EntityKind.Team => Samples.Team(id, step.User) with { Version = version },
            EntityKind.Project => Samples.Project(id, $"Title {step.Minutes}") with { Version = version },
            _ => Samples.Entry(id, start, step.Runs ? null : start + Duration.FromMinutes(step.Which * 7), step.User) with
            {
                Version = version,
                ProjectId = step.Which % 3 == 0 ? null : step.Which % 3,
                BillingStatus = (BillingStatus)(Math.Abs(step.Minutes) % 5),
                HourRate = Math.Abs(step.Minutes) * 101,
                InternalHourRate = step.Which * 97,
                EstimatedSeconds = step.Which * 61,
            },
        };
    }
}

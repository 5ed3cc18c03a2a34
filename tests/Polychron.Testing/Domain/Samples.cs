using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Teams;
using Polychron.Domain.Workspaces;

namespace Polychron.Testing.Domain;

/// <summary>Entities with ordinary values, to be changed by <c>with</c> where a test is about a value.</summary>
public static class Samples
{
    /// <summary>A moment like any other: 2024-05-15T12:00:00Z, a Wednesday.</summary>
    public static Instant Noon { get; } = Instant.FromUtc(2024, 5, 15, 12, 0);

    public static Workspace Workspace(long id = 1, long ownerUserId = 1) => new()
    {
        Id = id,
        Version = 1,
        Name = "Acme",
        OwnerUserId = ownerUserId,
        Plan = WorkspacePlan.Business,
        BillingState = BillingState.Active,
        Currency = "USD",
        TimeZone = "UTC",
        WeekStart = IsoDayOfWeek.Monday,
    };

    public static Member Member(long userId, Role role = Role.Member) => new()
    {
        Id = userId,
        Version = 1,
        Name = $"User {userId}",
        Email = $"user{userId}@example.com",
        TimeZone = "UTC",
        Role = role,
    };

    public static Team Team(long id, params long[] userIds) =>
        new() { Id = id, Version = 1, Name = $"Team {id}", UserIds = [.. userIds] };

    public static Project Project(long id, string? title = null, long? parentId = null) => new()
    {
        Id = id,
        Version = 1,
        Title = title ?? $"Project {id}",
        ParentId = parentId,
        CreatorUserId = 1,
        Color = "#FF0000",
        ProductivityScore = 1,
    };

    /// <summary>An entry of the interval [start, end); one that runs without an end.</summary>
    public static Entry Entry(long id, Instant start, Instant? end = null, long userId = 1) => new()
    {
        Id = id,
        Version = 1,
        UserId = userId,
        CreatorUserId = userId,
        Start = start,
        End = end,
        TimerStartedAt = end is null ? start : null,
        DurationSeconds = end is { } at ? Polychron.Domain.Time.Microseconds.WholeSeconds(start, at) : 0,
        BillingStatus = BillingStatus.Undetermined,
    };
}

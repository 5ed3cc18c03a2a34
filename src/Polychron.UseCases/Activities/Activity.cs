using Polychron.Domain.Activities;
using Polychron.Domain.Log;

namespace Polychron.UseCases.Activities;

/// <summary>Something that a member did.</summary>
/// <param name="Record">The record that tells it; its sequence number is the activity's id.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Subject">What it was done to, as it is now or, if it was deleted since, as it last was: for a budget its project.</param>
/// <param name="IsDeleted">Whether what it was done to is no more.</param>
public sealed record Activity(LogRecord Record, ActivityKind Kind, Entity Subject, bool IsDeleted);

/// <summary>A page of activities.</summary>
/// <param name="Activities">The activities, in the order that was asked for.</param>
/// <param name="HasMore">Whether there are more after them.</param>
public readonly record struct ActivityPage(IReadOnlyList<Activity> Activities, bool HasMore);

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Polychron.Domain.Budgets;
using Polychron.Domain.Projects;
using Polychron.Domain.Time;

namespace Polychron.Storage.Rows;

/// <summary>A user's stored place in a project.</summary>
internal sealed class ProjectUserRow
{
    [JsonPropertyName("r")]
    public long? HourRate { get; set; }

    [JsonPropertyName("c")]
    public long AddedAt { get; set; }

    [JsonPropertyName("m")]
    public long UpdatedAt { get; set; }

    public static Dictionary<long, ProjectUserRow>? From(ImmutableSortedDictionary<long, ProjectUser> users) => users.IsEmpty
        ? null
        : users.ToDictionary(user => user.Key, user => new ProjectUserRow
        {
            HourRate = user.Value.HourRate,
            AddedAt = Microseconds.FromInstant(user.Value.AddedAt),
            UpdatedAt = Microseconds.FromInstant(user.Value.UpdatedAt),
        });

    public static ImmutableSortedDictionary<long, ProjectUser> To(Dictionary<long, ProjectUserRow>? rows) => rows is null
        ? ImmutableSortedDictionary<long, ProjectUser>.Empty
        : rows.ToImmutableSortedDictionary(row => row.Key, row => new ProjectUser(
            row.Value.HourRate, Microseconds.ToInstant(row.Value.AddedAt), Microseconds.ToInstant(row.Value.UpdatedAt)));
}

/// <summary>A label that a project offers, as it is stored.</summary>
internal sealed class ProjectLabelRow
{
    [JsonPropertyName("r")]
    public bool IsRequired { get; set; }

    [JsonPropertyName("m")]
    public long UpdatedAt { get; set; }

    public static Dictionary<long, ProjectLabelRow>? From(ImmutableSortedDictionary<long, ProjectLabel> labels) => labels.IsEmpty
        ? null
        : labels.ToDictionary(label => label.Key, label => new ProjectLabelRow
        {
            IsRequired = label.Value.IsRequired,
            UpdatedAt = Microseconds.FromInstant(label.Value.UpdatedAt),
        });

    public static ImmutableSortedDictionary<long, ProjectLabel> To(Dictionary<long, ProjectLabelRow>? rows) => rows is null
        ? ImmutableSortedDictionary<long, ProjectLabel>.Empty
        : rows.ToImmutableSortedDictionary(
            row => row.Key, row => new ProjectLabel(row.Value.IsRequired, Microseconds.ToInstant(row.Value.UpdatedAt)));
}

/// <summary>A stored budget. Days are ISO 8601 texts.</summary>
internal sealed class BudgetRow
{
    [JsonPropertyName("k")]
    public int Kind { get; set; }

    [JsonPropertyName("a")]
    public long Amount { get; set; }

    [JsonPropertyName("p")]
    public int? Period { get; set; }

    [JsonPropertyName("s")]
    public string? Start { get; set; }

    [JsonPropertyName("e")]
    public string? End { get; set; }

    [JsonPropertyName("m")]
    public long? UpdatedAt { get; set; }

    public static BudgetRow? From(Budget budget) => budget == Budget.None ? null : new BudgetRow
    {
        Kind = (int)budget.Kind,
        Amount = budget.Amount,
        Period = (int?)budget.Recurrence?.Period,
        Start = budget.Recurrence is { } recurrence ? LocalDatePattern.Iso.Format(recurrence.Start) : null,
        End = budget.Recurrence?.End is { } end ? LocalDatePattern.Iso.Format(end) : null,
        UpdatedAt = budget.Recurrence is { UpdatedAt: var at } ? Microseconds.FromInstant(at) : null,
    };

    public Budget ToBudget() => new(
        (BudgetKind)Kind,
        Amount,
        Period is { } period && Start is { } start
            ? new BudgetRecurrence(
                (BudgetPeriod)period, Day(start), End is { } end ? Day(end) : null, Microseconds.ToInstant(UpdatedAt ?? 0))
            : null);

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}

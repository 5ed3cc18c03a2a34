using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Domain.Budgets;
using Polychron.Domain.Projects;

namespace Polychron.Dialects.Timely.Wire.Projects;

/// <summary>A project's budget and how much of it is used.</summary>
internal static class BudgetJson
{
    /// <summary>
    /// Writes the budget, the project's rate and the progress: money in the account's currency, or hours. Who does not see
    /// rates sees no money budget and no progress of one either, since a sum of costs over a sum of hours is a rate.
    /// </summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Project project)
    {
        var budget = project.Budget;
        var used = viewer.BudgetUse.GetValueOrDefault(project.Id);
        var isShown = budget.Kind != BudgetKind.Money || viewer.SeesRates;
        json.WriteShort("budget", isShown ? Amount(viewer, budget.Kind, budget.Amount) : null);
        json.WriteString("budget_type"u8, ProjectNames.Of(budget.Kind));
        json.WriteHourRate(viewer, project.HourRate);
        json.WriteFloat("budget_progress", isShown ? Amount(viewer, budget.Kind, used) : null);
        json.WriteFloat("budget_percent", isShown ? Percent(used, budget.Amount) : null);
    }

    /// <summary>Writes when the budget starts anew, where it does.</summary>
    public static void WriteRecurrence(Utf8JsonWriter json, Viewer viewer, Project project)
    {
        if (project.Budget.Recurrence is not { } recurrence)
        {
            return;
        }

        json.WriteStartObject("budget_recurrence"u8);
        json.WriteString("recur"u8, ProjectNames.Of(recurrence.Period));
        json.WriteDay("start_date", recurrence.Start);
        json.WriteDay("end_date", recurrence.End);
        json.WriteString("recur_until"u8, recurrence.End is null ? ProjectNames.ForGood : ProjectNames.EndDate);
        if (recurrence.End is { } end)
        {
            json.WriteNumber("days_count"u8, Period.DaysBetween(recurrence.Start, end));
        }
        else
        {
            json.WriteNull("days_count"u8);
        }

        json.WriteIso("updated_at", viewer, recurrence.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>
    /// The last day of a recurring budget that is over; else null, as the document has it also where that day lay behind when
    /// it was set: such a budget was never in force.
    /// </summary>
    public static LocalDate? ExpiredOn(Viewer viewer, Project project) =>
        project.Budget.Recurrence is { End: { } end } recurrence
        && end < viewer.DayOf(viewer.Now) && end >= viewer.DayOf(recurrence.UpdatedAt)
            ? end
            : null;

    private static decimal Amount(Viewer viewer, BudgetKind kind, long amount) => kind switch
    {
        BudgetKind.Money => viewer.Currency.ToAmount(amount),
        BudgetKind.Time => DurationJson.Hours(amount),
        _ => 0,
    };

    private static decimal Percent(long used, long budget) =>
        budget <= 0 ? 0 : Math.Round(used * 100m / budget, 2, MidpointRounding.AwayFromZero);
}

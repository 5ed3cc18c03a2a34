using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.Domain.Budgets;
using Polychron.UseCases;

namespace Polychron.Dialects.Timely.Wire.Projects;

/// <summary><c>budget_recurrence</c>: when a budget starts anew.</summary>
internal static class RecurrenceField
{
    private const string Name = "budget_recurrence";

    /// <summary>Reads it; null takes it away.</summary>
    public static Change<(BudgetPeriod Period, LocalDate Start, LocalDate? End)?> Read(JsonObjectReader reader)
    {
        var value = reader.Value(Name);
        if (!value.IsPresent)
        {
            return default;
        }

        if (reader.Member(Name) is not { } inner)
        {
            return Change<(BudgetPeriod, LocalDate, LocalDate?)?>.To(null);
        }

        var period = Fields.Word(inner, "recur", ProjectNames.ReadPeriod);
        var start = Fields.Day(inner, "start_date");
        var end = Fields.Day(inner, "end_date");
        var until = inner.Text("recur_until", 100).Or(null);
        if (!period.IsSet || start is not { } first)
        {
            reader.Fail(Name, TimelyBody.Invalid);
            return default;
        }

        return Change<(BudgetPeriod, LocalDate, LocalDate?)?>.To(
            (period.Or(default), first, until is null or ProjectNames.EndDate ? end : null));
    }
}

using Polychron.Domain.Budgets;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;

namespace Polychron.Dialects.Timely.Mapping;

/// <summary>Timely's words for a project's choices.</summary>
internal static class ProjectNames
{
    /// <summary>A recurrence with an end.</summary>
    public const string EndDate = "end_date";

    /// <summary>A recurrence without one.</summary>
    public const string ForGood = "forever";

    /// <summary>Whose rate an hour has.</summary>
    public static string Of(RateType type) => type == RateType.Project ? "project" : "user";

    /// <summary>Which labels hours may have.</summary>
    public static string Of(LabelPolicy policy) => policy switch
    {
        LabelPolicy.None => "none",
        LabelPolicy.Custom => "custom",
        _ => "all",
    };

    /// <summary>What a budget counts: M money, H hours, empty for none.</summary>
    public static string Of(BudgetKind kind) => kind switch
    {
        BudgetKind.Money => "M",
        BudgetKind.Time => "H",
        _ => "",
    };

    /// <summary>How often a budget starts anew.</summary>
    public static string Of(BudgetPeriod period) => period switch
    {
        BudgetPeriod.Week => "week",
        BudgetPeriod.Quarter => "quarter",
        BudgetPeriod.Year => "year",
        _ => "month",
    };

    /// <summary>The rate type of a word.</summary>
    public static RateType? ReadRateType(string text) => text switch
    {
        "project" => RateType.Project,
        "user" or "users" => RateType.User,
        _ => null,
    };

    /// <summary>The label policy of a word.</summary>
    public static LabelPolicy? ReadLabelPolicy(string text) => text switch
    {
        "all" => LabelPolicy.All,
        "none" => LabelPolicy.None,
        "custom" => LabelPolicy.Custom,
        _ => null,
    };

    /// <summary>The kind of budget of a letter.</summary>
    public static BudgetKind? ReadBudgetKind(string text) => text switch
    {
        "M" or "m" => BudgetKind.Money,
        "H" or "h" => BudgetKind.Time,
        "" => BudgetKind.None,
        _ => null,
    };

    /// <summary>The period of a word.</summary>
    public static BudgetPeriod? ReadPeriod(string text) => text switch
    {
        "week" => BudgetPeriod.Week,
        "month" => BudgetPeriod.Month,
        "quarter" => BudgetPeriod.Quarter,
        "year" => BudgetPeriod.Year,
        _ => null,
    };
}

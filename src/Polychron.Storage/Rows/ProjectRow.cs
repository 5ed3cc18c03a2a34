using System.Text.Json.Serialization;
using Polychron.Domain.Billing;
using Polychron.Domain.Log;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;

namespace Polychron.Storage.Rows;

/// <summary>A stored project.</summary>
internal sealed class ProjectRow : ImageRow<Project>
{
    [JsonPropertyName("t")]
    public string Title { get; set; } = "";

    [JsonPropertyName("p")]
    public long? ParentId { get; set; }

    [JsonPropertyName("g")]
    public long? TeamId { get; set; }

    [JsonPropertyName("o")]
    public long? OwnerUserId { get; set; }

    [JsonPropertyName("cr")]
    public long CreatorUserId { get; set; }

    [JsonPropertyName("l")]
    public string Color { get; set; } = "";

    [JsonPropertyName("s")]
    public double ProductivityScore { get; set; }

    [JsonPropertyName("x")]
    public bool IsArchived { get; set; }

    [JsonPropertyName("n")]
    public string? Notes { get; set; }

    [JsonPropertyName("b")]
    public int? DefaultBillingStatus { get; set; }

    [JsonPropertyName("k")]
    public long? ClientId { get; set; }

    [JsonPropertyName("rt")]
    public int RateType { get; set; }

    [JsonPropertyName("hr")]
    public long HourRate { get; set; }

    [JsonPropertyName("us")]
    public Dictionary<long, ProjectUserRow>? Users { get; set; }

    [JsonPropertyName("bu")]
    public BudgetRow? Budget { get; set; }

    [JsonPropertyName("rn")]
    public bool RequiresNotes { get; set; }

    [JsonPropertyName("rl")]
    public bool RequiresLabels { get; set; }

    [JsonPropertyName("lp")]
    public int LabelPolicy { get; set; }

    [JsonPropertyName("ls")]
    public Dictionary<long, ProjectLabelRow>? Labels { get; set; }

    [JsonPropertyName("ib")]
    public bool InvoicesByBudget { get; set; }

    [JsonPropertyName("ei")]
    public string? ExternalId { get; set; }

    [JsonPropertyName("f")]
    public Dictionary<string, string>? CustomFields { get; set; }

    public static ProjectRow From(Project project)
    {
        var row = new ProjectRow
        {
            Title = project.Title,
            ParentId = project.ParentId,
            TeamId = project.TeamId,
            OwnerUserId = project.OwnerUserId,
            CreatorUserId = project.CreatorUserId,
            Color = project.Color,
            ProductivityScore = project.ProductivityScore,
            IsArchived = project.IsArchived,
            Notes = project.Notes,
            DefaultBillingStatus = (int?)project.DefaultBillingStatus,
            ClientId = project.ClientId,
            RateType = (int)project.RateType,
            HourRate = project.HourRate,
            Users = ProjectUserRow.From(project.Users),
            Budget = BudgetRow.From(project.Budget),
            RequiresNotes = project.RequiresNotes,
            RequiresLabels = project.RequiresLabels,
            LabelPolicy = (int)project.LabelPolicy,
            Labels = ProjectLabelRow.From(project.Labels),
            InvoicesByBudget = project.InvoicesByBudget,
            ExternalId = project.ExternalId,
            CustomFields = CustomFieldRow.From(project.CustomFields),
        };
        row.Stamp(project);
        return row;
    }

    protected override Entity Convert() => new Project
    {
        Title = Title,
        ParentId = ParentId,
        TeamId = TeamId,
        OwnerUserId = OwnerUserId,
        CreatorUserId = CreatorUserId,
        Color = Color,
        ProductivityScore = ProductivityScore,
        IsArchived = IsArchived,
        Notes = Notes,
        DefaultBillingStatus = (BillingStatus?)DefaultBillingStatus,
        ClientId = ClientId,
        RateType = (RateType)RateType,
        HourRate = HourRate,
        Users = ProjectUserRow.To(Users),
        Budget = Budget?.ToBudget() ?? Domain.Budgets.Budget.None,
        RequiresNotes = RequiresNotes,
        RequiresLabels = RequiresLabels,
        LabelPolicy = (LabelPolicy)LabelPolicy,
        Labels = ProjectLabelRow.To(Labels),
        InvoicesByBudget = InvoicesByBudget,
        ExternalId = ExternalId,
        CustomFields = CustomFieldRow.To(CustomFields),
    };
}

using System.Text.Json;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Mapping;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Domain.Budgets;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;

namespace Polychron.Dialects.Timether.Wire.Projects;

/// <summary>A project as Timether shows it.</summary>
internal static class ProjectJson
{
    /// <summary>The list of projects.</summary>
    public static readonly MemoryList<Project> List = new(
        Write,
        project => project.Title,
        ListFilter.Ids<Project>("client_id", project => project.ClientId is { } id ? [id] : [], (picture, id) => picture.Clients.ContainsKey(id)),
        ListFilter.OtherItem<Project>("parent_id", project => project.ParentId),
        ListFilter.Ids<Project>("member_id", project => project.Users.Keys, (picture, id) => picture.Members.ContainsKey(id)),
        ListFilter.Flag<Project>("is_archived", project => project.IsArchived),
        ListFilter.Text<Project>("external_id", project => project.ExternalId),
        ListFilter.Search<Project>("name", project => project.Title));

    /// <summary>Writes a project as a value.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Project project)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, project.Id);
        json.WriteString("name"u8, project.Title);
        json.WriteId("client_id", ClientId(viewer, project));
        json.WriteId("parent_id", project.ParentId);
        json.WriteString("color"u8, project.Color);
        json.WriteString("notes"u8, project.Notes);
        json.WriteBoolean("is_archived"u8, project.IsArchived);
        json.WriteBoolean("is_private"u8, project.OwnerUserId is not null);
        json.WriteIds("member_ids", project.Users.Keys);
        json.WriteString("default_billing_status"u8, project.DefaultBillingStatus is { } status ? BillingStatusNames.Of(status) : null);
        json.WriteString("rate_type"u8, Name(project.RateType));
        if (viewer.SeesRates)
        {
            json.WriteNumber("hourly_rate_cents"u8, project.HourRate);
        }

        WriteBudget(json, viewer, project.Budget);
        json.WriteString("external_id"u8, project.ExternalId);
        json.WriteCustomFields(project.CustomFields);
        json.WriteInstant("created_at", project.CreatedAt);
        json.WriteInstant("updated_at", project.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>A project's ETag: the client that was deleted since is no longer in its body.</summary>
    public static string ETag(Project project, Viewer viewer) => ViewETag.Of(project, viewer, ClientId(viewer, project) ?? 0);

    /// <summary>The body of a project.</summary>
    public static byte[] Render(Viewer viewer, Project project) =>
        JsonBytes.Render((viewer, project), static (json, one) => Write(json, one.viewer, one.project));

    /// <summary>The name of where a project's rate comes from.</summary>
    public static string Name(RateType type) => type == RateType.Project ? "project" : "member";

    /// <summary>Where the rate comes from, by its name, or null.</summary>
    public static RateType? ParseRateType(string name) => name switch
    {
        "project" => RateType.Project,
        "member" => RateType.User,
        _ => null,
    };

    private static long? ClientId(Viewer viewer, Project project) =>
        project.ClientId is { } id && viewer.Picture.Clients.ContainsKey(id) ? id : null;

    private static void WriteBudget(Utf8JsonWriter json, Viewer viewer, Budget budget)
    {
        json.WriteHours("budget_hours", budget.Kind == BudgetKind.Time ? budget.Amount : 0);
        if (viewer.SeesRates)
        {
            json.WriteNumber("budget_cents"u8, budget.Kind == BudgetKind.Money ? budget.Amount : 0);
        }
    }
}

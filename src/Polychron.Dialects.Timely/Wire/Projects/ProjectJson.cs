using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Dialects.Timely.Wire.Clients;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;

namespace Polychron.Dialects.Timely.Wire.Projects;

/// <summary>On which days of the account's zone a project's first and last entries start; null where there are none.</summary>
internal readonly record struct LoggedDays(LocalDate? First, LocalDate? Last);

/// <summary>Projects as Timely shows them.</summary>
internal static class ProjectJson
{
    /// <summary>Writes a project beside an event: without its people and totals. The viewer was made for it.</summary>
    public static void WriteBrief(Utf8JsonWriter json, Viewer viewer, Project project)
    {
        json.WriteStartObject();
        WriteSettings(json, viewer, project);
        WriteLabels(json, viewer, project);
        json.WriteEndObject();
    }

    /// <summary>Writes a project with its people and totals. The viewer was made for it.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="project">The project.</param>
    /// <param name="days">When it was logged to; null in lists, which do not show that.</param>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Project project, LoggedDays? days = null)
    {
        json.WriteStartObject();
        WriteSettings(json, viewer, project);
        WriteUsers(json, viewer, project);
        WriteLabels(json, viewer, project);
        WriteTotals(json, viewer, viewer.Picture.ProjectTallies.GetValueOrDefault(project.Id) ?? EntryTally.Zero);
        if (days is { } logged)
        {
            json.WriteDay("first_logged_on", logged.First);
            json.WriteDay("last_logged_on", logged.Last);
        }

        BudgetJson.WriteRecurrence(json, viewer, project);
        json.WriteEndObject();
    }

    /// <summary>Whether a user's hours in a project are billable unless they say otherwise.</summary>
    public static bool IsBillable(WorkspacePicture picture, Project project, long userId) =>
        BillingDefaults.Resolve(picture, project, userId) != BillingStatus.NotBillable;

    /// <summary>Writes what a project is, without its people, labels and totals, into the object that is open. The viewer was made for it.</summary>
    public static void WriteSettings(Utf8JsonWriter json, Viewer viewer, Project project)
    {
        json.WriteNumber("id"u8, project.Id);
        json.WriteBoolean("active"u8, !project.IsArchived);
        json.WriteNumber("account_id"u8, viewer.AccountId);
        json.WriteString("name"u8, project.Title);
        json.WriteString("color"u8, Colors.Show(project.Color));
        json.WriteString("rate_type"u8, ProjectNames.Of(project.RateType));
        json.WriteBoolean("billable"u8, IsBillable(viewer.Picture, project, viewer.Member.Id));
        json.WriteEpoch("updated_at", project.UpdatedAt);
        json.WriteString("external_id"u8, project.ExternalId);
        json.WriteNull("budget_scope"u8);
        json.WritePropertyName("client"u8);
        if (project.ClientId is { } clientId && viewer.Picture.Clients.TryGetValue(clientId, out var client))
        {
            ClientJson.Write(json, viewer, client);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteBoolean("required_notes"u8, project.RequiresNotes);
        json.WriteBoolean("required_labels"u8, project.RequiresLabels);
        json.WriteDay("budget_expired_on", BudgetJson.ExpiredOn(viewer, project));
        json.WriteBoolean("has_recurrence"u8, project.Budget.Recurrence is not null);
        json.WriteString("enable_labels"u8, ProjectNames.Of(project.LabelPolicy));
        BudgetJson.Write(json, viewer, project);
        json.WriteBoolean("invoice_by_budget"u8, project.InvoicesByBudget);
    }

    private static void WriteUsers(Utf8JsonWriter json, Viewer viewer, Project project)
    {
        json.WriteStartArray("users"u8);
        foreach (var (userId, user) in project.Users)
        {
            // A rate that is the user's own is shown to whom it is shown with the user.
            var isOwn = project.RateType == RateType.User && user.HourRate is null;
            json.WriteStartObject();
            json.WriteNumber("user_id"u8, userId);
            json.WriteHourRate(
                viewer,
                isOwn && !ManagePermit.SeesProfile(viewer.Member, userId)
                    ? null
                    : user.HourRate ?? RateRules.HourRate(viewer.Picture, project, userId));
            json.WriteIso("updated_at", viewer, user.UpdatedAt);
            json.WriteIso("created_at", viewer, user.AddedAt);
            json.WriteBoolean("deleted"u8, viewer.Picture.Members.GetValueOrDefault(userId) is not { IsActive: true });
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLabels(Utf8JsonWriter json, Viewer viewer, Project project)
    {
        // A label that was deleted since is none any more.
        var labels = project.Labels.Where(label => viewer.Picture.Labels.ContainsKey(label.Key)).ToList();
        json.WriteStartArray("labels"u8);
        foreach (var (labelId, label) in labels)
        {
            json.WriteStartObject();
            json.WriteNumber("project_id"u8, project.Id);
            json.WriteNumber("label_id"u8, labelId);
            json.WriteNumber("budget"u8, 0);
            json.WriteBoolean("required"u8, label.IsRequired);
            json.WriteIso("updated_at", viewer, label.UpdatedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteIds(json, "label_ids", labels.Select(label => label.Key));
        WriteIds(json, "required_label_ids", labels.Where(label => label.Value.IsRequired).Select(label => label.Key));
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IEnumerable<long> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
    }

    private static void WriteTotals(Utf8JsonWriter json, Viewer viewer, EntryTally tally)
    {
        json.WriteMoney("cost", viewer, tally.Cost);
        json.WriteMoney("estimated_cost", viewer, tally.EstimatedCost);
        json.WriteDuration("duration", tally.Seconds);
        json.WriteDuration("estimated_duration", tally.EstimatedSeconds);
        json.WriteMoney("billed_cost", viewer, tally.BilledCost);
        json.WriteDuration("billed_duration", tally.BilledSeconds);
        json.WriteMoney("unbilled_cost", viewer, tally.Cost - tally.BilledCost);
        json.WriteDuration("unbilled_duration", tally.Seconds - tally.BilledSeconds);
    }
}

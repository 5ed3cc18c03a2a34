using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Domain.Billing;
using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Teams;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;

namespace Polychron.Webhooks.Payloads;

/// <summary>Things in the product's own form, as far as a reader may see them: rates are null for those from whom they are kept.</summary>
internal static class NeutralData
{
    /// <summary>Writes a thing. Instants are UTC with microseconds, durations seconds, money minor units.</summary>
    public static void Write(Utf8JsonWriter json, Member reader, Entity entity, Instant now)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, entity.Id);
        json.WriteNumber("version"u8, entity.Version);
        json.WriteInstant("created_at", entity.CreatedAt);
        json.WriteInstant("updated_at", entity.UpdatedAt);
        switch (entity)
        {
            case Entry entry:
                WriteEntry(json, reader, entry, now);
                break;
            case Project project:
                WriteProject(json, reader, project);
                break;
            case Client client:
                json.WriteString("name"u8, client.Name);
                json.WriteBoolean("is_archived"u8, client.IsArchived);
                json.WriteString("external_id"u8, client.ExternalId);
                break;
            case Label label:
                json.WriteString("name"u8, label.Name);
                WriteId(json, "parent_id", label.ParentId);
                json.WriteBoolean("is_archived"u8, label.IsArchived);
                break;
            case Team team:
                json.WriteString("name"u8, team.Name);
                WriteIds(json, "user_ids", team.UserIds);
                json.WriteString("external_id"u8, team.ExternalId);
                break;
            case Member member:
                json.WriteString("name"u8, member.Name);
                json.WriteString("email"u8, member.Email);
                json.WriteString("role"u8, NameOf(member.Role));
                json.WriteBoolean("is_active"u8, member.IsActive);
                break;
            case Workspace workspace:
                json.WriteString("name"u8, workspace.Name);
                json.WriteString("currency"u8, workspace.Currency);
                json.WriteString("time_zone"u8, workspace.TimeZone);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, Member reader, Entry entry, Instant now)
    {
        json.WriteNumber("user_id"u8, entry.UserId);
        WriteId(json, "project_id", entry.ProjectId);
        json.WriteInstant("start", entry.Start);
        WriteInstant(json, "end", entry.End);
        json.WriteNumber("seconds"u8, entry.SecondsAt(now));
        json.WriteBoolean("is_running"u8, entry.IsRunning);
        json.WriteString("title"u8, entry.Title);
        json.WriteString("notes"u8, entry.Notes);
        json.WriteString("billing_status"u8, NameOf(entry.BillingStatus));
        WriteIds(json, "label_ids", entry.LabelIds);
        json.WriteNumber("estimated_seconds"u8, entry.EstimatedSeconds);
        WriteRate(json, reader, entry.HourRate);
        json.WriteString("external_id"u8, entry.ExternalId);
        json.WriteStartObject("custom_fields"u8);
        foreach (var (name, value) in entry.CustomFields)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteProject(Utf8JsonWriter json, Member reader, Project project)
    {
        json.WriteString("title"u8, project.Title);
        WriteId(json, "parent_id", project.ParentId);
        WriteId(json, "client_id", project.ClientId);
        WriteId(json, "team_id", project.TeamId);
        json.WriteString("color"u8, project.Color);
        json.WriteBoolean("is_archived"u8, project.IsArchived);
        json.WriteString("notes"u8, project.Notes);
        WriteRate(json, reader, project.HourRate);
        json.WriteString("external_id"u8, project.ExternalId);
    }

    private static void WriteRate(Utf8JsonWriter json, Member reader, long rate) =>
        WriteId(json, "hour_rate", RatePermit.SeesRates(reader) ? rate : null);

    private static void WriteId(Utf8JsonWriter json, string name, long? id)
    {
        if (id is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
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

    private static void WriteInstant(Utf8JsonWriter json, string name, Instant? instant)
    {
        if (instant is { } known)
        {
            json.WriteInstant(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string NameOf(BillingStatus status) => status switch
    {
        BillingStatus.NotBillable => "not_billable",
        BillingStatus.Billable => "billable",
        BillingStatus.Billed => "billed",
        BillingStatus.Paid => "paid",
        _ => "undetermined",
    };

    private static string NameOf(Role role) => role switch
    {
        Role.Owner => "owner",
        Role.Manager => "manager",
        Role.Member => "member",
        _ => "viewer",
    };
}

using System.Text.Json;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Timely.Wire.Projects;
using Polychron.Dialects.Timely.Wire.Users;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Rates;
using Polychron.UseCases.Entries.Policies;
using Polychron.UseCases.Permissions;

namespace Polychron.Dialects.Timely.Wire.Events;

/// <summary>Events as Timely shows them ("Create an event", response).</summary>
internal static class EventJson
{
    /// <summary>Where an event comes from whose writer did not say.</summary>
    private const string UnknownSource = "Web";

    /// <summary>Writes an event with its user and project. The viewer was made for it.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Entry entry) => Write(json, viewer, entry, isDeleted: false);

    /// <summary>Writes an event, also one that is no more.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Entry entry, bool isDeleted)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, entry.Id);
        json.WriteString("uid"u8, EventUid.Of(viewer.AccountId, entry.Id));
        WriteUser(json, viewer, entry);
        WriteProject(json, viewer, entry);

        // A running timer's seconds come when it stops: clients add the time since timer_started_on themselves.
        json.WriteDuration("duration", entry.DurationSeconds);
        json.WriteDuration("estimated_duration", entry.EstimatedSeconds);
        json.WriteMoney("cost", viewer, Cost.Of(entry.DurationSeconds, entry.HourRate));
        json.WriteMoney("estimated_cost", viewer, Cost.Of(entry.EstimatedSeconds, entry.HourRate));
        json.WriteDay("day", viewer.DayOf(entry.Start));
        json.WriteString("note"u8, EntryText.Join(entry.Title, entry.Notes));

        // The order of a day's events is that of their starts: no event has a place of its own.
        json.WriteNumber("sequence"u8, 1);
        json.WriteBoolean("estimated"u8, entry.IsEstimate);
        WriteTimer(json, entry);
        WriteLabels(json, viewer, entry);
        WriteNone(json, "user_ids");
        json.WriteEpoch("updated_at", entry.UpdatedAt);
        json.WriteEpoch("created_at", entry.CreatedAt);
        json.WriteString("created_from"u8, entry.CreatedFrom ?? UnknownSource);
        json.WriteString("updated_from"u8, entry.UpdatedFrom ?? UnknownSource);
        json.WriteBoolean("billed"u8, entry.BillingStatus is BillingStatus.Billed or BillingStatus.Paid);
        json.WriteBoolean("billable"u8, entry.BillingStatus != BillingStatus.NotBillable);
        json.WriteIso("to", viewer, entry.IsDayOnly ? null : entry.End);
        json.WriteIso("from", viewer, entry.IsDayOnly ? null : entry.Start);
        json.WriteBoolean("deleted"u8, isDeleted);
        json.WriteHourRate(viewer, entry.HourRate, hasFloatCents: false);
        WriteId(json, "creator_id", entry.CreatorUserId);
        WriteId(json, "updater_id", entry.UpdaterUserId);
        json.WriteString("external_id"u8, entry.ExternalId);
        WriteState(json, viewer, entry);
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, Viewer viewer, Entry entry)
    {
        json.WritePropertyName("user"u8);
        if (viewer.Picture.Members.TryGetValue(entry.UserId, out var member))
        {
            WriteOnce(json, viewer, member, UserJson.WriteBrief);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    // A project that was deleted since is none any more, and one that the viewer is not on is none of their business: asked for
    // by itself it is a 404, so its name and rate are not told here either.
    private static void WriteProject(Utf8JsonWriter json, Viewer viewer, Entry entry)
    {
        json.WritePropertyName("project"u8);
        if (entry.ProjectId is { } projectId && viewer.Picture.Projects.Find(projectId) is { } project
            && (entry.UserId == viewer.Member.Id || ManagePermit.BelongsTo(viewer.Picture, viewer.Member, project)))
        {
            WriteOnce(json, viewer, project, ProjectJson.WriteBrief);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    // Rendered once in a reply: a list has few people and projects.
    private static void WriteOnce<T>(Utf8JsonWriter json, Viewer viewer, T shown, Action<Utf8JsonWriter, Viewer, T> write)
        where T : Entity
    {
        if (!viewer.Shown.TryGetValue((shown.Kind, shown.Id), out var bytes))
        {
            bytes = Json.One(viewer, shown, write);
            viewer.Shown.Add((shown.Kind, shown.Id), bytes);
        }

        json.WriteRawValue(bytes, skipInputValidation: true);
    }

    private static void WriteTimer(Utf8JsonWriter json, Entry entry)
    {
        var stopped = entry.IsRunning ? null : entry.TimerStoppedAt;
        json.WriteString("timer_state"u8, entry.IsRunning ? "start" : stopped is null ? "default" : "stop");
        json.WriteNumber("timer_started_on"u8, entry.TimerStartedAt?.ToUnixTimeSeconds() ?? 0);
        json.WriteNumber("timer_stopped_on"u8, stopped?.ToUnixTimeSeconds() ?? 0);
    }

    // A label that was deleted since is none any more.
    private static void WriteLabels(Utf8JsonWriter json, Viewer viewer, Entry entry)
    {
        json.WriteStartArray("label_ids"u8);
        foreach (var id in entry.LabelIds)
        {
            if (viewer.Picture.Labels.ContainsKey(id))
            {
                json.WriteNumberValue(id);
            }
        }

        json.WriteEndArray();
    }

    // Memories, suggestions, planning and invoices are not of this product: their documented neutral values.
    private static void WriteState(Utf8JsonWriter json, Viewer viewer, Entry entry)
    {
        var lockedReason = EntryLock.Reason(viewer.Picture, entry);
        WriteNone(json, "entry_ids");
        json.WriteNull("suggestion_id"u8);
        json.WriteBoolean("draft"u8, false);
        json.WriteBoolean("manage"u8, lockedReason is null && Permit.Edits(viewer.Picture, viewer.Member, entry));
        json.WriteNull("forecast_id"u8);
        json.WriteIso("billed_at", viewer, entry.BilledAt);
        json.WriteString("locked_reason"u8, lockedReason);
        json.WriteBoolean("locked"u8, lockedReason is not null);
        json.WriteNull("invoice_id"u8);
        WriteNone(json, "timestamps");
    }

    private static void WriteNone(Utf8JsonWriter json, string name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }

    private static void WriteId(Utf8JsonWriter json, string name, long id)
    {
        if (id > 0)
        {
            json.WriteNumber(name, id);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

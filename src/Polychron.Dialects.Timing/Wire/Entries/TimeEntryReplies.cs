using NodaTime;
using Polychron.Dialects.Replies;
using Polychron.Domain.Entries;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timing.Wire.Entries;

/// <summary>Replies about one entry or several that were changed together.</summary>
internal static class TimeEntryReplies
{
    /// <summary>"Show time entry".</summary>
    public static Reply Shown(Entry entry, IWorkspaceView workspace, Instant now)
    {
        var body = Render(entry, new TimeEntryView(workspace.Picture, now), message: null);
        var etag = TimeEntryETag.Of(entry, workspace.Picture);
        return entry.IsRunning ? Reply.OkMoving(body, etag) : Reply.Ok(body, etag);
    }

    /// <summary>"Create time entry".</summary>
    public static Reply Created(Entry entry, IWorkspaceTransaction transaction) =>
        Reply.Created(Render(entry, View(transaction), message: null), TimeEntryETag.Of(entry, transaction.Picture));

    /// <summary>"Update time entry".</summary>
    public static Reply Updated(Entry entry, IWorkspaceTransaction transaction) =>
        Reply.Ok(Render(entry, View(transaction), message: null), TimeEntryETag.Of(entry, transaction.Picture));

    /// <summary>"Start timer".</summary>
    public static Reply Started(Entry entry, IWorkspaceTransaction transaction) => Reply.Created(
        Render(entry, View(transaction), TimerMessage(entry, "started")), TimeEntryETag.Of(entry, transaction.Picture));

    /// <summary>"Stop timer".</summary>
    public static Reply Stopped(Entry entry, IWorkspaceTransaction transaction) => Reply.Ok(
        Render(entry, View(transaction), TimerMessage(entry, "stopped")), TimeEntryETag.Of(entry, transaction.Picture));

    /// <summary>"Batch update time entries".</summary>
    public static Reply BatchUpdated(IReadOnlyList<Entry> entries, IWorkspaceTransaction transaction) => Reply.Ok(
        JsonBytes.Render((entries, View(transaction)), static (json, batch) =>
        {
            var (entries, view) = batch;
            json.WriteStartObject();
            json.WriteStartArray("data"u8);
            for (var i = 0; i < entries.Count; i++)
            {
                TimeEntryJson.Write(json, entries[i], view);
            }

            json.WriteEndArray();
            json.WriteString("message"u8, $"Updated {entries.Count} time {(entries.Count == 1 ? "entry" : "entries")}.");
            json.WriteEndObject();
        }));

    private static TimeEntryView View(IWorkspaceTransaction transaction) => new(transaction.Picture, transaction.Now);

    private static string TimerMessage(Entry entry, string happened) =>
        entry.Title is null ? $"Timer {happened}." : $"Timer '{entry.Title}' {happened}.";

    private static byte[] Render(Entry entry, TimeEntryView view, string? message) =>
        JsonBytes.Render((entry, view, message), static (json, shown) =>
        {
            json.WriteStartObject();
            json.WritePropertyName("data"u8);
            TimeEntryJson.Write(json, shown.entry, shown.view);
            if (shown.message is not null)
            {
                json.WriteString("message"u8, shown.message);
            }

            json.WriteEndObject();
        });
}

using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Replies;
using Polychron.Domain.Entries;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timether.Wire.Entries;

/// <summary>The replies that show one entry.</summary>
internal static class TimeEntryReplies
{
    /// <summary>An entry that was read: of a running one the duration moves.</summary>
    public static Reply Shown(Entry entry, Viewer viewer)
    {
        var (body, etag) = (TimeEntryJson.Render(viewer, entry), TimeEntryJson.ETag(entry, viewer));
        return entry.IsRunning ? Reply.OkMoving(body, etag) : Reply.Ok(body, etag);
    }

    /// <summary>An entry that was changed.</summary>
    public static Reply Changed(Entry entry, IWorkspaceTransaction transaction)
    {
        var viewer = Viewer.Of(transaction);
        return Reply.Ok(TimeEntryJson.Render(viewer, entry), TimeEntryJson.ETag(entry, viewer));
    }

    /// <summary>An entry that was created.</summary>
    public static Reply Created(Entry entry, IWorkspaceTransaction transaction)
    {
        var viewer = Viewer.Of(transaction);
        return Reply.Created(TimeEntryJson.Render(viewer, entry), TimeEntryJson.ETag(entry, viewer));
    }

    /// <summary>The request's condition on the entry as it stands, or null.</summary>
    public static Func<Entry, bool>? Precondition(HttpRequest request, IWorkspaceTransaction transaction) =>
        RequestConditions.IfMatch(request) is { } matches
            ? entry => matches(TimeEntryJson.ETag(entry, Viewer.Of(transaction)))
            : null;
}

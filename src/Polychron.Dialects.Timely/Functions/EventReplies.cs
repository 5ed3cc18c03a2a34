using Microsoft.AspNetCore.Http;
using NodaTime;
using Polychron.Dialects.Timely.Wire;
using Polychron.Dialects.Timely.Wire.Events;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Domain.Entries;
using Polychron.Domain.Members;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>Renders events with their users and projects.</summary>
internal static class EventReplies
{
    /// <summary>An event as its writer sees it.</summary>
    public static ValueTask<byte[]> OneAsync(
        HttpRequest request, IWorkspaceTransaction transaction, BudgetMeter meter, Entry entry) =>
        OneAsync(request, transaction, Permit.Reader(transaction, transaction.ActorId), transaction.Now, meter, entry);

    /// <summary>An event as a member sees it.</summary>
    public static async ValueTask<byte[]> OneAsync(
        HttpRequest request, IWorkspaceView view, Member member, Instant now, BudgetMeter meter, Entry entry)
    {
        var viewer = await Viewer.OfEntriesAsync(request, view, member, now, meter, [entry]).ConfigureAwait(false);
        return Json.One(viewer, entry, EventJson.Write);
    }
}

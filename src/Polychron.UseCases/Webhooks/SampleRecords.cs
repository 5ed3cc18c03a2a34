using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.UseCases.Webhooks;

/// <summary>The latest changes that a webhook with a filter would have been told of: a sample for whoever sets one up.</summary>
public static class SampleRecords
{
    /// <summary>How many of the latest records are looked at.</summary>
    public const int Window = 500;

    /// <summary>The newest ones first, at most <paramref name="max"/>: one range read of the log's end.</summary>
    /// <exception cref="DomainException">The caller is no active member.</exception>
    public static async Task<IReadOnlyList<LogRecord>> RunAsync(
        IWorkspaceView view, IWorkspaceLog log, long userId, WebhookFilter filter, int max, CancellationToken cancellation = default)
    {
        var member = Permit.Reader(view, userId);
        var last = await log.ReadLogAsync(
            view.WorkspaceId, Math.Max(0, view.Picture.Sequence - Window), Window, cancellation).ConfigureAwait(false);
        return
        [
            .. last.Reverse()
                .Where(record => filter.Matches(record) && WebhookPermit.Sees(view.Picture, member, record))
                .Take(max),
        ];
    }

    /// <summary>The same as they would be sent to a webhook of the caller's in a form.</summary>
    /// <param name="view">The workspace.</param>
    /// <param name="log">Its log.</param>
    /// <param name="userId">The caller.</param>
    /// <param name="form">The form.</param>
    /// <param name="wanted">The filter, and the server's own address for links.</param>
    /// <param name="now">The moment as of which they are rendered.</param>
    /// <param name="max">The most of them.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DomainException">The caller is no active member.</exception>
    public static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> RenderAsync(
        IWorkspaceView view,
        IWorkspaceLog log,
        long userId,
        IPayloadForm form,
        (WebhookFilter Filter, string ServerUrl) wanted,
        Instant now,
        int max,
        CancellationToken cancellation = default)
    {
        var member = Permit.Reader(view, userId);
        var webhook = new Webhook
        {
            Url = "",
            Filter = wanted.Filter,
            Form = form.Name,
            OwnerUserId = userId,
            Secrets = [],
            ServerUrl = wanted.ServerUrl,
        };
        var bodies = new List<ReadOnlyMemory<byte>>();
        foreach (var record in await RunAsync(view, log, userId, wanted.Filter, max, cancellation).ConfigureAwait(false))
        {
            var id = new DeliveryId(view.WorkspaceId, record.Sequence, webhook.Id);
            var context = new PayloadContext(id, webhook, member, EventType.Of(record)!.Value, record, view, now);
            bodies.Add(await form.RenderAsync(context, cancellation).ConfigureAwait(false));
        }

        return bodies;
    }
}

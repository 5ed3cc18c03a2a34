using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

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
}

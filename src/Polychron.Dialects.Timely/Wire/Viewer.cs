using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Polychron.Dialects.Urls;
using Polychron.Domain.Entries;
using Polychron.Domain.Members;
using Polychron.Domain.Money;
using Polychron.Domain.Projects;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Projects;

namespace Polychron.Dialects.Timely.Wire;

/// <summary>For whom, of which account and in which zones a reply is written: what every writer of JSON here needs.</summary>
internal sealed class Viewer
{
    private readonly LocalDays _days;

    private Viewer(string serverUrl, IWorkspaceView view, Member member, Instant now)
    {
        AccountId = view.WorkspaceId;
        Picture = view.Picture;
        Member = member;
        Now = now;
        Base = serverUrl;
        Currency = Currency.Of(Picture.Workspace?.Currency ?? "USD");
        Zone = Zones.Stored(member.TimeZone);
        AccountZone = Zones.Stored(Picture.Workspace?.TimeZone ?? "UTC");
        _days = new LocalDays(AccountZone);
        SeesRates = RatePermit.SeesRates(member);
        SeesInternalRates = RatePermit.SeesInternalRates(member);
    }

    /// <summary>The account's id, which is its workspace's.</summary>
    public long AccountId { get; }

    /// <summary>The account as the reply shows it.</summary>
    public WorkspacePicture Picture { get; }

    /// <summary>Who reads it.</summary>
    public Member Member { get; }

    /// <summary>The moment of the request.</summary>
    public Instant Now { get; }

    /// <summary>The server's own address, without a slash at its end.</summary>
    public string Base { get; }

    /// <summary>The account's currency.</summary>
    public Currency Currency { get; }

    /// <summary>The reader's zone: that of instants with an offset.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>The account's zone: that of days.</summary>
    public DateTimeZone AccountZone { get; }

    /// <summary>The account's day of a moment: the one on which reports count it.</summary>
    public LocalDate DayOf(Instant instant) => _days.Of(instant);

    /// <summary>Whether rates and costs are shown; else they are null.</summary>
    public bool SeesRates { get; }

    /// <summary>Whether internal rates are shown; else they are null.</summary>
    public bool SeesInternalRates { get; }

    /// <summary>What has been used of the budgets of the projects the viewer was made for: minor units or seconds.</summary>
    public IReadOnlyDictionary<long, long> BudgetUse { get; private init; } = FrozenDictionary<long, long>.Empty;

    /// <summary>
    /// The JSON of people and projects that this reply has shown, which a list of events shows again and again, by their ids:
    /// no two kinds of them share an id's place.
    /// </summary>
    public Dictionary<(Domain.Log.EntityKind Kind, long Id), byte[]> Shown { get; } = [];

    /// <summary>A viewer for replies that show no project.</summary>
    public static Viewer Of(HttpRequest request, IWorkspaceView view, Member member, Instant now) =>
        new(RequestUrl.Base(request), view, member, now);

    /// <summary>
    /// A viewer for replies that show these projects: what their recurring budgets have used is read, one range each unless
    /// it is known since an earlier request; other budgets cost no read.
    /// </summary>
    public static async ValueTask<Viewer> OfAsync(
        HttpRequest request,
        IWorkspaceView view,
        Member member,
        Instant now,
        BudgetMeter meter,
        IEnumerable<Project> projects) => new(RequestUrl.Base(request), view, member, now)
        {
            BudgetUse = await meter.ReadAsync(view, projects, now, request.HttpContext.RequestAborted).ConfigureAwait(false),
        };

    /// <summary>
    /// A viewer for what is sent to a webhook, which no request asked for: with its owner's eyes, and the address of the server
    /// under which it was subscribed.
    /// </summary>
    public static async ValueTask<Viewer> OfAsync(
        PayloadContext payload, BudgetMeter meter, IEnumerable<Project> projects, CancellationToken cancellation) =>
        new(payload.Webhook.ServerUrl, payload.View, payload.Owner, payload.Now)
        {
            BudgetUse = await meter.ReadAsync(payload.View, projects, payload.Now, cancellation).ConfigureAwait(false),
        };

    /// <summary>The same for replies that show these entries with their projects.</summary>
    public static ValueTask<Viewer> OfEntriesAsync(
        HttpRequest request, IWorkspaceView view, Member member, Instant now, BudgetMeter meter, IEnumerable<Entry> entries) =>
        OfAsync(
            request, view, member, now, meter,
            entries.Select(entry => entry.ProjectId).Distinct()
                .Select(id => id is { } known ? view.Picture.Projects.Find(known) : null)
                .OfType<Project>());
}

using NodaTime;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timether.Wire;

/// <summary>To whom things are shown: of which workspace, as of when, and what is kept from them.</summary>
internal sealed class Viewer
{
    private Viewer(IWorkspaceView view, Member member, Instant now)
    {
        WorkspaceId = view.WorkspaceId;
        Picture = view.Picture;
        Member = member;
        Now = now;
        SeesRates = RatePermit.SeesRates(member);
        SeesCapacity = PlanningPermit.SeesCapacity(member);
        SeesCost = PlanningPermit.SeesCost(member);
    }

    private Viewer(Viewer other)
    {
        WorkspaceId = other.WorkspaceId;
        Picture = other.Picture;
        Member = other.Member;
        SeesRates = other.SeesRates;
        SeesCapacity = other.SeesCapacity;
        SeesCost = other.SeesCost;
    }

    /// <summary>The workspace's id.</summary>
    public long WorkspaceId { get; }

    /// <summary>The workspace.</summary>
    public WorkspacePicture Picture { get; }

    /// <summary>The reader.</summary>
    public Member Member { get; }

    /// <summary>When running timers are measured.</summary>
    public Instant Now { get; private init; }

    /// <summary>Whether billing rates are shown.</summary>
    public bool SeesRates { get; }

    /// <summary>Whether expected hours are shown.</summary>
    public bool SeesCapacity { get; }

    /// <summary>Whether internal costs are shown.</summary>
    public bool SeesCost { get; }

    /// <summary>What is shown, as a number for ETags: who sees more has other bodies.</summary>
    public int Sight => (SeesRates ? 1 : 0) + (SeesCapacity ? 2 : 0) + (SeesCost ? 4 : 0);

    /// <summary>The same reader, for whom running timers are measured at another moment.</summary>
    public Viewer At(Instant moment) => new(this) { Now = moment };

    /// <summary>The caller of a request.</summary>
    public static Viewer Of(Caller caller, Instant now) => new(caller.Workspace, caller.Member, now);

    /// <summary>A member of a workspace.</summary>
    public static Viewer Of(IWorkspaceView view, Member member, Instant now) => new(view, member, now);

    /// <summary>Whoever writes.</summary>
    public static Viewer Of(IWorkspaceTransaction transaction) =>
        new(transaction, Permit.Reader(transaction, transaction.ActorId), transaction.Now);
}

using Polychron.Domain.Budgets;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;

namespace Polychron.UseCases.Activities;

/// <summary>
/// Which activities a member is shown. Owners are shown all; everyone what they did, and what was done to their own time and
/// membership. Who sees everyone's entries is also shown what others did to those, to projects that they belong to, and to
/// clients, labels, teams and people.
/// </summary>
internal sealed class ActivityPermit(WorkspacePicture picture, Member member)
{
    /// <summary>Whether the member is shown what a record tells.</summary>
    public bool Sees(LogRecord record, LastImages images)
    {
        if (record.Subject is BudgetLevel level)
        {
            return SeesLevel(level, record.ActorId, images);
        }

        if (member.Role == Role.Owner || record.ActorId == member.Id || IsOwn(record.Before) || IsOwn(record.After))
        {
            return true;
        }

        return Permit.SeesEveryone(member) && SeesImage(record.Before ?? record.Subject) && SeesImage(record.Subject);
    }

    /// <summary>
    /// What a record is about, as it now is or last was if the member may know that, else as the record has it; null for a budget
    /// whose project is nowhere to be found.
    /// </summary>
    public Entity? Shown(LogRecord record, LastImages images)
    {
        if (record.Subject is BudgetLevel level)
        {
            return images.Find(EntityKind.Project, level.Id);
        }

        var latest = images.Find(record.Subject.Kind, record.Subject.Id);
        return latest is not null && (member.Role == Role.Owner || IsOwn(latest) || SeesImage(latest)) ? latest
            : IsOwn(record.Before) && !IsOwn(record.After) && !SeesImage(record.Subject) ? record.Before
            : record.Subject;
    }

    // How far a budget of money is used tells what hours cost.
    private bool SeesLevel(BudgetLevel level, long actorId, LastImages images) =>
        (level.BudgetKind != BudgetKind.Money || RatePermit.SeesRates(member))
        && (member.Role == Role.Owner
            || ((actorId == member.Id || Permit.SeesEveryone(member))
                && images.Find(EntityKind.Project, level.Id) is { } project && SeesImage(project)));

    private bool IsOwn(Entity? image) =>
        image is Entry entry ? entry.UserId == member.Id : image is Member { Id: var id } && id == member.Id;

    private bool SeesImage(Entity image) => image switch
    {
        Entry entry => Permit.Sees(picture, member, entry),
        Project project => ManagePermit.BelongsTo(picture, member, project),
        _ => true,
    };
}

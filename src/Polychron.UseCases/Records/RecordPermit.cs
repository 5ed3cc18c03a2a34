using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Teams;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;

namespace Polychron.UseCases.Records;

/// <summary>Which records a member is shown: of time and projects what <see cref="Permit"/> says, of all else everything.</summary>
internal static class RecordPermit
{
    /// <summary>Whether an image of a record, be it an old one, is one that the member may see.</summary>
    public static bool Sees(WorkspacePicture picture, Member member, Entity image) => image switch
    {
        Entry entry => Permit.Sees(picture, member, entry),
        Project project => Permit.Sees(picture, member, project),
        Workspace or Member or Team or Client or Label => true,
        _ => false,
    };

    /// <summary>
    /// Whether a record names a user: it is about them, or they are in it or made it. Entries are found by their user's index
    /// instead.
    /// </summary>
    public static bool Mentions(Entity image, long userId) => image switch
    {
        Member member => member.Id == userId,
        Team team => team.UserIds.Contains(userId),
        Project project => project.OwnerUserId == userId || project.CreatorUserId == userId || project.Users.ContainsKey(userId),
        _ => false,
    };
}

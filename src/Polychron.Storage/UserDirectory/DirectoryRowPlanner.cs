using Polychron.Domain.Log;
using Polychron.Domain.OAuth;
using Polychron.Domain.Users;
using Polychron.Domain.Workspaces;
using Polychron.Storage.Keys;
using Polychron.Storage.Log;
using Polychron.Storage.Rows;

namespace Polychron.Storage.UserDirectory;

/// <summary>The rows of the directory.</summary>
internal sealed class DirectoryRowPlanner : IRowPlanner
{
    public static DirectoryRowPlanner Instance { get; } = new();

    public void Plan(IReadOnlyList<LogRecord> records, Tallies tallies, RowPlan plan)
    {
        foreach (var (before, after) in RowPlan.Collapse(records))
        {
            foreach (var row in before is null ? [] : Rows(before))
            {
                plan.Remove(row);
            }

            if (after is not null)
            {
                var data = RowCodec.WriteEntity(after);
                foreach (var row in Rows(after))
                {
                    plan.Put(row, data);
                }
            }
        }
    }

    private static string[] Rows(Entity entity) => entity switch
    {
        User user => [DirectoryKeys.User(user.Id), DirectoryKeys.Email(user.Email)],
        ApiToken token => [DirectoryKeys.TokenByHash(token.Hash), DirectoryKeys.TokenByUser(token)],
        Workspace workspace => [DirectoryKeys.Workspace(workspace.Id)],
        Membership membership => [DirectoryKeys.Membership(membership)],
        OAuthApplication application => OAuthKeys.Rows(application),
        OAuthGrant grant => OAuthKeys.Rows(grant),
        _ => throw new InvalidOperationException($"The directory's log has no record of a {entity.Kind}."),
    };
}

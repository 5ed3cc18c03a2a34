using System.Security.Cryptography;
using System.Text;
using Polychron.Domain.OAuth;

namespace Polychron.Storage.Keys;

/// <summary>The keys of OAuth's applications and grants, in the directory's partition (see <see cref="DirectoryKeys"/>).</summary>
internal static class OAuthKeys
{
    /// <summary>All rows of an application.</summary>
    public static string[] Rows(OAuthApplication application) =>
        [Application(application.Id), ApplicationByUid(application.Uid), InWorkspace(application.WorkspaceId) + KeyParts.Number(application.Id)];

    /// <summary>All rows of a grant.</summary>
    public static string[] Rows(OAuthGrant grant)
    {
        string[] rows =
        [
            Grant(grant.UserId, grant.Id),
            OfApplication(grant.ApplicationId) + KeyParts.Number(grant.Id),
            GrantByCode(grant.CodeHash),
        ];
        return grant.FamilyHash is { } family ? [.. rows, GrantByFamily(family)] : rows;
    }

    /// <summary>An application.</summary>
    public static string Application(long id) => $"a-{KeyParts.Number(id)}";

    /// <summary>An application by what its client calls it. Hashed, since anything may be asked for.</summary>
    public static string ApplicationByUid(string uid) =>
        $"i-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uid)))}";

    /// <summary>The range of a workspace's applications.</summary>
    public static (string From, string To) ApplicationsOf(long workspaceId) => Range(InWorkspace(workspaceId));

    /// <summary>A grant by its user.</summary>
    public static string Grant(long userId, long id) => OfUser(userId) + KeyParts.Number(id);

    /// <summary>A grant by the hash of its code.</summary>
    public static string GrantByCode(string hash) => $"c-{hash}";

    /// <summary>A grant by the hash of what its refresh tokens share.</summary>
    public static string GrantByFamily(string hash) => $"f-{hash}";

    /// <summary>The range of a user's grants.</summary>
    public static (string From, string To) GrantsOfUser(long userId) => Range(OfUser(userId));

    /// <summary>The range of an application's grants after an id.</summary>
    public static (string From, string To) GrantsOfApplication(long applicationId, long after) =>
        (OfApplication(applicationId) + KeyParts.Number(after + 1), KeyParts.After(OfApplication(applicationId)));

    private static string InWorkspace(long workspaceId) => $"o-{KeyParts.Number(workspaceId)}-";

    private static string OfUser(long userId) => $"h-{KeyParts.Number(userId)}-";

    private static string OfApplication(long applicationId) => $"p-{KeyParts.Number(applicationId)}-";

    private static (string From, string To) Range(string prefix) => (prefix, KeyParts.After(prefix));
}

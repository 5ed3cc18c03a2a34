using System.Security.Cryptography;
using System.Text;
using Polychron.Domain.Log;
using Polychron.Domain.Users;

namespace Polychron.Storage.Keys;

/// <summary>
/// Every key of the directory's partition: users, workspaces' listings, tokens by hash and by user, e-mail addresses,
/// memberships by user; what OAuth adds is in <see cref="OAuthKeys"/>. When a token was last used stands in a partition of its own, since it is not part of the log.
/// </summary>
internal static class DirectoryKeys
{
    /// <summary>The table.</summary>
    public const string Table = "directory";

    /// <summary>The partition with the log.</summary>
    public const string Partition = "d";

    /// <summary>The partition of the tokens' last uses.</summary>
    public const string UsePartition = "use";

    private const string WorkspacePrefix = "w-";
    private const string TokenPrefix = "t-";

    /// <summary>A user.</summary>
    public static string User(long id) => $"u-{KeyParts.Number(id)}";

    /// <summary>The user of an e-mail address. Case does not count. Hashed, so that any address fits a key.</summary>
    public static string Email(string email) =>
        $"m-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToLowerInvariant())))}";

    /// <summary>A workspace's listing.</summary>
    public static string Workspace(long id) => WorkspacePrefix + KeyParts.Number(id);

    /// <summary>Whether a row of the directory's partition is a workspace's listing.</summary>
    public static bool IsWorkspace(string row) => row.StartsWith(WorkspacePrefix, StringComparison.Ordinal);

    /// <summary>The range of the listings after an id.</summary>
    public static (string From, string To) WorkspacesAfter(long id) => (Workspace(id + 1), KeyParts.After(WorkspacePrefix));

    /// <summary>A token by its hash.</summary>
    public static string TokenByHash(string hash) => $"k-{hash}";

    /// <summary>A token by its user.</summary>
    public static string TokenByUser(ApiToken token) => TokensPrefix(token.UserId) + KeyParts.Number(token.Id);

    /// <summary>The range of a user's tokens.</summary>
    public static (string From, string To) TokensOf(long userId) => Range(TokensPrefix(userId));

    /// <summary>The range of all users' tokens, and of nothing else.</summary>
    public static (string From, string To) AllTokens { get; } = Range(TokenPrefix);

    /// <summary>The token's id in a key that <see cref="TokenByUser"/> made.</summary>
    public static long ParseToken(string row) => KeyParts.ParseNumber(row.AsSpan(row.LastIndexOf('-') + 1));

    /// <summary>What a row of the directory's partition holds that moves with a workspace; null for any other row.</summary>
    public static EntityKind? KindOf(string row) => row is [var first, '-', ..]
        ? first switch
        {
            'u' => EntityKind.User,
            'w' => EntityKind.Workspace,
            't' => EntityKind.Token,
            'v' => EntityKind.Membership,
            _ => null,
        }
        : null;

    /// <summary>A membership's listing.</summary>
    public static string Membership(Membership membership) => Membership(membership.UserId, membership.WorkspaceId);

    /// <summary>The listing of a user's membership of a workspace.</summary>
    public static string Membership(long userId, long workspaceId) => MembershipsPrefix(userId) + KeyParts.Number(workspaceId);

    /// <summary>The range of a user's memberships.</summary>
    public static (string From, string To) MembershipsOf(long userId) => Range(MembershipsPrefix(userId));

    /// <summary>When a token was last used, in <see cref="UsePartition"/>.</summary>
    public static string Use(long tokenId) => KeyParts.Number(tokenId);

    private static string TokensPrefix(long userId) => $"{TokenPrefix}{KeyParts.Number(userId)}-";

    private static string MembershipsPrefix(long userId) => $"v-{KeyParts.Number(userId)}-";

    private static (string From, string To) Range(string prefix) => (prefix, KeyParts.After(prefix));
}

using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether.Mapping;

/// <summary>The names of roles.</summary>
internal static class RoleNames
{
    /// <summary>What a field must be that holds one.</summary>
    public const string Expected = "must be owner, manager, member or viewer.";

    /// <summary>The name of a role.</summary>
    public static string Of(Role role) => role switch
    {
        Role.Owner => "owner",
        Role.Manager => "manager",
        Role.Member => "member",
        Role.Viewer => "viewer",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>The role of a name, or null.</summary>
    public static Role? Parse(string name) => name switch
    {
        "owner" => Role.Owner,
        "manager" => Role.Manager,
        "member" => Role.Member,
        "viewer" => Role.Viewer,
        _ => null,
    };
}

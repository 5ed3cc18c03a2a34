using Polychron.Domain.Members;

namespace Polychron.UseCases.Robots;

/// <summary>What a workspace lets a robot user do.</summary>
public enum RobotAccess
{
    /// <summary>See everything and change nothing: a <see cref="Role.Viewer"/>.</summary>
    Read,

    /// <summary>
    /// Create and change records too: a <see cref="Role.Manager"/>, who sees no less than a reader does. (A
    /// <see cref="Role.Member"/> would see, and be told of, nobody's time but its own.)
    /// </summary>
    Write,
}

/// <summary>Accesses as roles.</summary>
public static class RobotAccesses
{
    /// <summary>The role that an access is.</summary>
    public static Role ToRole(this RobotAccess access) => access == RobotAccess.Write ? Role.Manager : Role.Viewer;

    /// <summary>The access that a robot user's role amounts to.</summary>
    public static RobotAccess Of(Role role) => role == Role.Viewer ? RobotAccess.Read : RobotAccess.Write;
}

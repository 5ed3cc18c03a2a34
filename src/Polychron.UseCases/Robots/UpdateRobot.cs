using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Users;

namespace Polychron.UseCases.Robots;

/// <summary>Changes a robot user in one workspace. For owners and managers.</summary>
public static class UpdateRobot
{
    /// <summary>Changes its name, in the workspace that it belongs to, and what this workspace lets it do.</summary>
    /// <exception cref="DomainException">There is no such robot user, the actor may not, or a value is not acceptable.</exception>
    public static Member Run(IWorkspaceTransaction transaction, long id, Change<string> name, Change<RobotAccess> access)
    {
        RobotPermit.Manager(transaction);
        var before = RobotPermit.Find(transaction, id, ofThis: name.IsSet);
        if (name.IsSet)
        {
            ProfileRules.CheckName(name.Or(""));
        }

        return transaction.Update(before, before with
        {
            Name = name.Or(before.Name),
            Role = access.IsSet ? access.Or(default).ToRole() : before.Role,
        });
    }
}

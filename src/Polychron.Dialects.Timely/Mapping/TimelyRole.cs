using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Mapping;

/// <summary>A role as Timely lists it. Its id is the same in all accounts.</summary>
/// <param name="Id">Its id in requests and replies.</param>
/// <param name="Role">What it is in the domain.</param>
/// <param name="Name">Its name, which is also the user's level.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Description">What it may do.</param>
internal sealed record TimelyRole(long Id, Role Role, string Name, string DisplayName, string Description)
{
    /// <summary>All is theirs.</summary>
    public static readonly TimelyRole Admin = new(
        1, Role.Owner, "admin", "Admin", "Can see, create and edit all hours, projects and teams.");

    /// <summary>Hours of everyone on the projects they are on.</summary>
    public static readonly TimelyRole Manager = new(
        2, Role.Manager, "manager", "Manager", "Can see, log and edit hours for anyone on the same project as them.");

    /// <summary>Their own hours.</summary>
    public static readonly TimelyRole Employee = new(
        3, Role.Member, "employee", "Employee", "Can only see, log and edit their own hours.");

    /// <summary>All, in the order in which Timely lists them.</summary>
    public static IReadOnlyList<TimelyRole> All { get; } = [Admin, Employee, Manager];

    /// <summary>The role of an id, if there is one.</summary>
    public static TimelyRole? Find(long id) => All.FirstOrDefault(role => role.Id == id);

    /// <summary>How a role is shown. A viewer, for whom Timely has no word, is shown as an employee.</summary>
    public static TimelyRole Of(Role role) => role switch
    {
        Role.Owner => Admin,
        Role.Manager => Manager,
        _ => Employee,
    };
}

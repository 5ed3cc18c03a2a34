using System.Collections.Immutable;
using Polychron.Domain.Billing;
using Polychron.Domain.Errors;
using Polychron.Domain.Teams;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Users;

namespace Polychron.UseCases.Teams;

/// <summary>Creates a team of members. For whoever runs the server.</summary>
public static class CreateTeam
{
    /// <summary>The most users in a team.</summary>
    public const int MaxUsers = 1_000;

    /// <summary>What to create.</summary>
    /// <param name="Name">The team's name.</param>
    /// <param name="UserIds">Its users: active members of the workspace.</param>
    /// <param name="DefaultBillingStatus">The billing status of new entries in its projects, or null.</param>
    public sealed record Command(string Name, IReadOnlyList<long> UserIds, BillingStatus? DefaultBillingStatus = null);

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">A value is not acceptable.</exception>
    public static Team Run(IWorkspaceTransaction transaction, Command command)
    {
        ProfileRules.CheckName(command.Name);
        if (command.UserIds.Count > MaxUsers)
        {
            throw DomainException.Invalid(Fields.Users, $"A team has at most {MaxUsers} users.");
        }

        for (var i = 0; i < command.UserIds.Count; i++)
        {
            if (transaction.Picture.Members.GetValueOrDefault(command.UserIds[i]) is not { IsActive: true })
            {
                throw DomainException.Invalid($"{Fields.Users}.{i}", "This user is not a member of the workspace.");
            }
        }

        return transaction.Create(new Team
        {
            Name = command.Name,
            UserIds = [.. command.UserIds.ToImmutableSortedSet()],
            DefaultBillingStatus = command.DefaultBillingStatus,
        });
    }
}

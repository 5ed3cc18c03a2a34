using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Users;

namespace Polychron.UseCases.Permissions;

/// <summary>Who may register OAuth applications and see and delete those of a workspace: its owners.</summary>
public static class ApplicationPermit
{
    /// <summary>Refuses everyone else.</summary>
    /// <exception cref="DomainException">The member is no active owner.</exception>
    public static void Require(Member member)
    {
        if (member is not { IsActive: true, Role: Role.Owner })
        {
            throw DomainException.Forbidden("Only an administrator of this account can manage its OAuth applications.");
        }
    }

    /// <summary>Refuses the access token of an application: what an application may do, it must not widen by itself.</summary>
    /// <exception cref="DomainException">The token is an application's, or is gone.</exception>
    public static void RequireOwnToken(ApiToken? token)
    {
        if (token is not { RevokedAt: null, GrantId: null })
        {
            throw DomainException.Forbidden("An application cannot manage applications and tokens; use an API token of your own.");
        }
    }
}

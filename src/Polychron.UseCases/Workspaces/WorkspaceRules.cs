using Polychron.Domain.Errors;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Users;

namespace Polychron.UseCases.Workspaces;

/// <summary>What a workspace's settings must be.</summary>
internal static class WorkspaceRules
{
    public static void Check(Workspace workspace)
    {
        ProfileRules.CheckName(workspace.Name);
        ProfileRules.CheckTimeZone(workspace.TimeZone);
        if (workspace.Currency.Length != 3 || !workspace.Currency.All(char.IsAsciiLetterUpper))
        {
            throw DomainException.Invalid(Fields.Currency, "A currency is an ISO 4217 code of three capital letters such as EUR.");
        }
    }
}

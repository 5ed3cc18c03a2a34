using Polychron.Domain.Members;
using Polychron.Storage.Log;
using Polychron.Storage.UserDirectory;
using Polychron.UseCases.Bootstrap;
using Polychron.UseCases.Users;
using Polychron.UseCases.Workspaces;

namespace Polychron.Bench.Seed;

/// <summary>The people of a seeded store.</summary>
internal sealed class SeedPeople(TableDirectory directory, WorkspaceLog log, SeedRandom random)
{
    private const string OwnerEmail = "owner@example.com";

    /// <summary>Makes the owner and the first workspace, as the app does on an empty store.</summary>
    /// <returns>The ids of both.</returns>
    public async Task<(long Owner, long Workspace)> BeginAsync(string ownerToken, string workspace)
    {
        await BootstrapServer.RunAsync(directory, log, random, new BootstrapServer.Command(ownerToken, OwnerEmail, "Owner", workspace));
        var owner = (await directory.FindUserByEmailAsync(OwnerEmail))!.Id;
        return (owner, (await directory.ListWorkspacesOfAsync(owner))[0]);
    }

    /// <summary>Makes users who are members of a workspace.</summary>
    /// <returns>The id and the token of each.</returns>
    public async Task<List<(long Id, string Token)>> AddAsync(long workspace, int count, string name, string zone)
    {
        var users = new List<(long, string)>(count);
        for (var i = 1; i <= count; i++)
        {
            var (user, token) = await CreateUser.RunAsync(
                directory, random, new CreateUser.Command($"{name}{i}@example.com", $"{name} {i}", zone));
            await SetMember.RunAsync(directory, log, new SetMember.Command(workspace, user.Id, Role.Member));
            users.Add((user.Id, token));
        }

        return users;
    }
}

using Polychron.Domain.Errors;
using Polychron.Domain.Users;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Tokens;

namespace Polychron.UseCases.Users;

/// <summary>Creates a user with a first token. For whoever runs the server.</summary>
public static class CreateUser
{
    /// <summary>What to create.</summary>
    /// <param name="Email">The e-mail address: no other user's.</param>
    /// <param name="Name">The name.</param>
    /// <param name="TimeZone">The TZDB id of the user's zone.</param>
    public sealed record Command(string Email, string Name, string TimeZone = "UTC");

    /// <summary>Runs it. Returns the user and the token's text, which is nowhere else.</summary>
    /// <exception cref="DomainException">A value is not acceptable, or the address is taken.</exception>
    public static async Task<(User User, string Token)> RunAsync(
        IDirectory directory, IRandomSource random, Command command, CancellationToken cancellation = default)
    {
        var token = TokenSecret.New(random);
        var user = await directory.WriteAsync(
            async transaction =>
            {
                var created = await AddAsync(directory, transaction, command).ConfigureAwait(false);
                CreateToken.Add(transaction, created.Id, "First token", token, workspaceId: null);
                return created;
            },
            cancellation).ConfigureAwait(false);
        return (user, token);
    }

    internal static async ValueTask<User> AddAsync(IDirectory directory, IDirectoryTransaction transaction, Command command)
    {
        ProfileRules.CheckEmail(command.Email);
        ProfileRules.CheckName(command.Name);
        ProfileRules.CheckTimeZone(command.TimeZone);
        return await directory.FindUserByEmailAsync(command.Email).ConfigureAwait(false) is null
            ? transaction.Create(new User { Email = command.Email, Name = command.Name, TimeZone = command.TimeZone })
            : throw DomainException.Conflict(Fields.Email, "This e-mail address has been taken.");
    }
}

using NodaTime;
using Polychron.Domain.Members;
using Polychron.Domain.OAuth;
using Polychron.Storage.Log;
using Polychron.Storage.UserDirectory;
using Polychron.Testing;
using Polychron.Testing.Storage;
using Polychron.UseCases.Access;
using Polychron.UseCases.OAuth;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Robots;
using Polychron.UseCases.Tokens;
using Polychron.UseCases.Users;
using Polychron.UseCases.Workspaces;

namespace Polychron.OAuth.Tests.Support;

/// <summary>An account with an owner and a manager, another account with its owner, and the real directory and log over a store in memory.</summary>
internal sealed class OAuthWorld
{
    public const string Callback = "https://client.example/callback?from=polychron";
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private OAuthWorld() => First = NewInstance();

    public ManualTime Time { get; } = new();

    public InMemoryTableStore Store { get; } = new();

    public IRandomSource Random { get; } = new SystemRandomSource();

    public Instance First { get; }

    public long AccountId { get; private set; }

    public long OtherAccountId { get; private set; }

    public string OwnerToken { get; private set; } = "";

    public string ManagerToken { get; private set; } = "";

    public string StrangerToken { get; private set; } = "";

    public IClock Clock => new TimeProviderClock(Time);

    public static async Task<OAuthWorld> CreateAsync()
    {
        var world = new OAuthWorld();
        var (directory, log) = (world.First.Directory, world.First.Log);
        var (owner, ownerToken) = await CreateUser.RunAsync(directory, world.Random, new("owner@example.com", "Olive Owner"));
        var (manager, managerToken) = await CreateUser.RunAsync(directory, world.Random, new("manager@example.com", "Mona Manager"));
        var (stranger, strangerToken) = await CreateUser.RunAsync(directory, world.Random, new("stranger@example.com", "Stan Stranger"));
        var account = await CreateWorkspace.RunAsync(directory, log, new() { Name = "Acme", OwnerUserId = owner.Id });
        var other = await CreateWorkspace.RunAsync(directory, log, new() { Name = "Other", OwnerUserId = stranger.Id });
        await SetMember.RunAsync(directory, log, new(account.Id, manager.Id, Role.Manager));
        (world.AccountId, world.OtherAccountId) = (account.Id, other.Id);
        (world.OwnerToken, world.ManagerToken, world.StrangerToken) = (ownerToken, managerToken, strangerToken);
        return world;
    }

    /// <summary>Another instance of the product on the same store, or on what stands before it.</summary>
    public Instance NewInstance(ITableStore? through = null)
    {
        var directory = new TableDirectory(through ?? Store, Random, Clock);
        var log = new WorkspaceLog(through ?? Store, Random, Clock, Time);
        return new Instance(directory, log, new Authenticator(directory, log, Clock));
    }

    /// <summary>Registers an application of the first account.</summary>
    public async Task<Client> RegisterAsync(bool isConfidential = true, string name = "Clock Sync", params string[] uris)
    {
        var caller = await First.Authenticator.AuthenticateAsync(OwnerToken, AccountId);
        var (application, secret) = await RegisterApplication.RunAsync(
            First.Directory, Random, caller, new(name, uris.Length == 0 ? [Callback] : uris, isConfidential));
        return new Client(application, secret);
    }

    /// <summary>A key of a robot user of the first account.</summary>
    public async Task<string> AddRobotKeyAsync()
    {
        var caller = await First.Authenticator.AuthenticateAsync(OwnerToken, AccountId);
        var robot = await First.Log.WriteAsync(AccountId, caller.UserId, transaction => CreateRobot.RunAsync(
            First.Directory, transaction, new("Robot", RobotAccess.Write, CreateRobot.NewEmail(Random), caller.TokenId)));
        var secret = TokenSecret.New(Random);
        await First.Log.WriteAsync(AccountId, caller.UserId, async transaction => await RobotKeys.CreateAsync(
            First.Directory, transaction, robot.Id, "Key", secret, caller.TokenId));
        return secret;
    }

    /// <summary>A code of a user for an application, without a browser.</summary>
    public async Task<string> GrantAsync(Client client, string? challenge = null, string? token = null)
    {
        var own = await First.Directory.FindTokenAsync(OAuthSecrets.Hash(token ?? ManagerToken));
        return await GrantAccess.RunAsync(
            First.Directory, First.Log, Random, new(own!, client.Application.Id, client.Application.RedirectUris[0], challenge));
    }

    public Task<IssuedTokens> ExchangeAsync(Client client, string code, string? verifier = null, string? redirectUri = null, Instance? on = null) =>
        ExchangeCode.RunAsync(
            (on ?? First).Directory,
            (on ?? First).Log,
            Random,
            new(client.Credentials, code, redirectUri ?? client.Application.RedirectUris[0], verifier));

    public Task<IssuedTokens> RefreshAsync(Client client, string refreshToken, Instance? on = null) =>
        RefreshAccess.RunAsync((on ?? First).Directory, (on ?? First).Log, Random, client.Credentials, refreshToken);

    /// <summary>Whether a bearer token lets its user in on an instance, a new one unless given.</summary>
    public async Task<bool> LetsInAsync(string token, Instance? on = null)
    {
        try
        {
            await (on ?? NewInstance()).Authenticator.AuthenticateAsync(token, null);
            return true;
        }
        catch (AccessException)
        {
            return false;
        }
    }

    /// <summary>One process of the product.</summary>
    public sealed record Instance(TableDirectory Directory, WorkspaceLog Log, Authenticator Authenticator);

    /// <summary>A registered application with its secret.</summary>
    public sealed record Client(OAuthApplication Application, string? Secret)
    {
        public ClientCredentials Credentials => new(Application.Uid, Secret);
    }
}

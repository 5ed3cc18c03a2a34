using System.Net;
using System.Text.Json.Nodes;
using Polychron.Testing;
using Polychron.Testing.Server;

namespace Polychron.EndToEnd.Tests;

/// <summary>
/// A data folder and the server over it, which can be ended and started again. On the first start the owner is created, with
/// a token that the test knows.
/// </summary>
public sealed class Installation : IAsyncDisposable
{
    public const string Timing = "/timing/api/v1";

    public const string OwnerToken = "owner-token-for-end-to-end-tests";

    public const string OperatorKey = "operator-key-for-end-to-end-tests";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Polychron__Bootstrap__Token"] = OwnerToken,
        ["Polychron__Bootstrap__Email"] = "olivia@example.com",
        ["Polychron__Bootstrap__Name"] = "Olivia Owner",
        ["Polychron__Bootstrap__Workspace"] = "Acme",
        ["Polychron__OperatorKey"] = OperatorKey,
        ["Polychron__RateLimits__Enabled"] = "false",
    };

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _settings;
    private readonly List<string> _endedOutputs = [];

    private Installation(Dictionary<string, string> settings) => _settings = settings;

    public ServerProcess Server { get; private set; } = null!;

    /// <summary>The folder that the server and commands work in; its data folder is <c>data</c>.</summary>
    public string Folder => _folder.Path;

    /// <summary>Runs a command of the app over this installation's store.</summary>
    public Task<AppCommand> RunAsync(params string[] args) => AppCommand.RunAsync(Folder, null, _settings, args);

    /// <summary>All that the servers over this folder have written.</summary>
    public string Output => string.Concat([.. _endedOutputs, Server.Output]);

    /// <summary>A new installation with a running server.</summary>
    /// <param name="change">Changes the settings: null takes one away.</param>
    public static async Task<Installation> CreateAsync(params (string Name, string? Value)[] change)
    {
        var installation = Prepare(change);
        await installation.StartAsync();
        return installation;
    }

    /// <summary>A new installation on whose store no server has started yet.</summary>
    public static Installation Prepare(params (string Name, string? Value)[] change)
    {
        var settings = new Dictionary<string, string>(Settings);
        foreach (var (name, value) in change)
        {
            settings.Remove(name);
            if (value is not null)
            {
                settings[name] = value;
            }
        }

        return new Installation(settings);
    }

    /// <summary>Starts a server again after the last one has ended.</summary>
    public async Task StartAsync()
    {
        if (Server is not null)
        {
            _endedOutputs.Add(Server.Output);
            await Server.DisposeAsync();
        }

        Server = await ServerProcess.StartAsync(_folder.Path, _settings);
    }

    public ApiClient Owner() => Server.Client(OwnerToken);

    public ApiClient Operator() => Server.Client(OperatorKey);

    /// <summary>Creates a user who is a member of the owner's workspace.</summary>
    public async Task<Person> AddMemberAsync(string name, string role)
    {
        using var @operator = Operator();
        var created = (await @operator.PostAsync(
            "/operator/users", new JsonObject { ["name"] = name, ["email"] = $"{name.ToLowerInvariant().Replace(' ', '.')}@example.com" }))
            .Expect(HttpStatusCode.Created).Json;
        var person = new Person((long)created["id"]!, (string)created["token"]!);
        var workspace = (long)(await @operator.GetAsync("/operator/workspaces")).ExpectSuccess().Json[0]!["id"]!;
        (await @operator.PutAsync($"/operator/workspaces/{workspace}/members/{person.UserId}", new JsonObject { ["role"] = role })).ExpectSuccess();
        return person;
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        _folder.Dispose();
    }
}

/// <summary>A user whom the operator created.</summary>
public sealed record Person(long UserId, string Token);

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Timing;
using Polychron.Rollups;
using Polychron.Testing.App;
using Polychron.Webhooks;

namespace Polychron.Operator.Tests;

/// <summary>The operator API, the Timing dialect, webhooks and rollups in the embedded host, with an owner who was created at the start.</summary>
public class OperatorApp : AppUnderTest
{
    public const string Key = "an-operator-key-for-tests";
    public const string OwnerToken = "pcn_bootstrap_token_for_tests";

    public OperatorApp()
        : this($"--Polychron:OperatorKey={Key}")
    {
    }

    protected OperatorApp(params string[] settings)
        : base([$"--Polychron:Bootstrap:Token={OwnerToken}", "--Polychron:Bootstrap:Email=ada@example.com", .. settings])
    {
    }

    /// <summary>Calls the server: with the operator key unless another token, or none, is given.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(
        string method, string path, object? body = null, string? token = Key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(
                body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    /// <summary>Creates a user. Returns the id and the token.</summary>
    public async Task<(long Id, string Token)> CreateUserAsync(string email)
    {
        var (status, body) = await CallAsync("POST", "/operator/users", new { email, name = "Somebody" });
        Assert.Equal(HttpStatusCode.Created, status);
        return (body.GetProperty("id").GetInt64(), body.GetProperty("token").GetString()!);
    }

    /// <summary>Creates a workspace. Returns its id.</summary>
    public async Task<long> CreateWorkspaceAsync(long ownerId)
    {
        var (status, body) = await CallAsync("POST", "/operator/workspaces", new { name = "A workspace", owner_user_id = ownerId });
        Assert.Equal(HttpStatusCode.Created, status);
        return body.GetProperty("id").GetInt64();
    }

    protected override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddPolychronOperator(configuration).AddTimingDialect().AddPolychronWebhooks(configuration).AddPolychronRollups();
}

/// <summary>The same without an operator key.</summary>
public sealed class AppWithoutOperator : OperatorApp
{
    public AppWithoutOperator()
        : base([])
    {
    }
}

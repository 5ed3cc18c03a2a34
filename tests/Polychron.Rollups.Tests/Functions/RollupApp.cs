using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Timely;
using Polychron.Dialects.Timether;
using Polychron.Dialects.Timing;
using Polychron.Operator;
using Polychron.Testing.App;
using Polychron.UseCases.Reports.Plans;
using Polychron.Webhooks;

namespace Polychron.Rollups.Tests.Functions;

/// <summary>The operator API, the rollups and the dialects with reports in the embedded host, with an owner.</summary>
public sealed class RollupApp(bool usesCells = true) : AppUnderTest(
    $"--Polychron:OperatorKey={Key}",
    $"--Polychron:Bootstrap:Token={OwnerToken}",
    "--Polychron:RateLimits:Enabled=false",
    "--Polychron:Bootstrap:Email=ada@example.com")
{
    public const string Key = "an-operator-key-for-tests";
    public const string OwnerToken = "pcn_bootstrap_token_for_tests";

    /// <summary>Calls the server; the answer with its headers.</summary>
    public async Task<(HttpStatusCode Status, string Body, string? Plan)> CallAsync(
        string method, string path, object? body = null, string token = OwnerToken)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("X-Workspace-Id", "3");
        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request);
        var plan = response.Headers.TryGetValues("X-Polychron-Report-Plan", out var plans) ? plans.Single() : null;
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), plan);
    }

    protected override void Add(IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new ReportLimits { FewEntries = usesCells ? 0 : long.MaxValue })
        .AddPolychronOperator(configuration)
        .AddTimingDialect()
        .AddTimelyDialect()
        .AddTimetherDialect()
        .AddPolychronWebhooks(configuration)
        .AddPolychronRollups();
}

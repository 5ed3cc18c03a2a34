using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Polychron.Operator.Backups;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Operator.Tests;

public sealed class BackupTests(OperatorApp app) : IClassFixture<OperatorApp>
{
    private const string Backups = "/operator/backups";

    [Fact]
    public async Task A_backup_is_made_listed_sent_whole_or_in_part_and_deleted()
    {
        var (status, made) = await app.CallAsync("POST", Backups);
        Assert.Equal(HttpStatusCode.Created, status);
        var name = made.GetProperty("name").GetString()!;
        Assert.Equal(1, made.GetProperty("workspaces").GetInt64());
        Assert.True(made.GetProperty("directory_sequence").GetInt64() > 0);
        var (_, listed) = await app.CallAsync("GET", Backups);
        Assert.Contains(listed.EnumerateArray(), backup => backup.GetRawText() == made.GetRawText());

        var whole = await GetAsync(name, null);
        Assert.Equal(made.GetProperty("bytes").GetInt64(), whole.Length);
        Assert.Equal(made.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(whole)));
        Assert.StartsWith("SQLite format 3", Encoding.ASCII.GetString(whole), StringComparison.Ordinal);
        Assert.Equal(whole[100..200], await GetAsync(name, new RangeHeaderValue(100, 199)));

        Assert.Equal(HttpStatusCode.NoContent, (await app.CallAsync("DELETE", $"{Backups}/{name}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.CallAsync("GET", $"{Backups}/{name}")).Status);
    }

    [Theory]
    [InlineData("GET", "/operator/backups/..%2fpolychron.db")]
    [InlineData("GET", "/operator/backups/backups.lock")]
    [InlineData("DELETE", "/operator/backups/polychron-20240101-000000.db")]
    public async Task What_is_no_backup_is_not_found(string method, string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await app.CallAsync(method, path)).Status);

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task It_is_the_operators(string method) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.CallAsync(method, Backups, token: OperatorApp.OwnerToken)).Status);

    [Fact]
    public async Task The_schedule_makes_one_when_its_time_has_come_and_not_before()
    {
        var schedule = BackupSchedule.Parse("0 15 2 * * *");
        var timer = new ScheduledBackups(
            app.Services.GetRequiredService<IBackups>(),
            schedule,
            app.Services.GetRequiredService<IHostApplicationLifetime>(),
            app.Services.GetRequiredService<IClock>(),
            NullLogger<ScheduledBackups>.Instance);
        await app.CallAsync("POST", Backups);
        var before = await CountAsync();

        await timer.Run(new TimerInfo(), default);
        Assert.Equal(before, await CountAsync());

        app.Time.Advance(TimeSpan.FromDays(1));
        await timer.Run(new TimerInfo(), default);
        await timer.Run(new TimerInfo(), default);
        Assert.Equal(before + 1, await CountAsync());
    }

    [Theory]
    [InlineData("every day")]
    [InlineData("99 * * * *")]
    public void A_schedule_that_is_none_is_refused(string text) => Assert.Throws<FormatException>(() => BackupSchedule.Parse(text));

    private async Task<int> CountAsync() => (await app.CallAsync("GET", Backups)).Body.GetArrayLength();

    private async Task<byte[]> GetAsync(string name, RangeHeaderValue? range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Backups}/{name}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OperatorApp.Key);
        request.Headers.Range = range;
        using var response = await app.Http.SendAsync(request);
        Assert.Equal(range is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }
}

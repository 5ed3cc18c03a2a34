using Polychron.Testing;
using Polychron.Testing.Server;

namespace Polychron.EndToEnd.Tests.Commands;

/// <summary>That settings are checked before anything else happens, by the server and by its commands.</summary>
public class SettingsTests
{
    private const int NotAcceptable = 78;

    private static readonly Dictionary<string, string> Wrong = new()
    {
        ["Polychron__OperatorKey"] = "hunter2secret",
        ["Polychron__Bootstrap__Token"] = "swordfish",
        ["Polychron__Bootstrap__Email"] = "nobody",
        ["Polychron__Host__DrainSeconds"] = "soon",
        ["Polychron__Requests__MaxBodyBytes"] = "12",
        ["Polychron__Webhooks__Schedule"] = "00:00:05 later",
        ["Polychron__Log__RetentionDays"] = "6",
        ["Polychron__Cors__AllowedOrigins"] = "https://app.example.com/",
        ["ASPNETCORE_URLS"] = "7071",
        ["Logging__LogLevel__Default"] = "Loud",
        ["Logging__LogLevel__Some.Category"] = "Loud",
        ["AzureFunctionsJobHost__extensions__queues__batchSize"] = "33",
        ["AzureWebJobsStorage"] = "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=not*base64*at*all",
    };

    [Theory]
    [InlineData]
    [InlineData("demo")]
    [InlineData("import", "--format", "toggl-csv", "-")]
    public async Task All_that_is_wrong_is_told_at_once_and_nothing_is_made(params string[] args)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "local.settings.json"), "{ not JSON");

        var done = await AppCommand.RunAsync(folder.Path, null, Wrong, args);

        Assert.Equal(NotAcceptable, done.ExitCode);
        Assert.All(Wrong.Keys, name => Assert.Contains($"error: {name} ", done.Errors, StringComparison.Ordinal));
        Assert.Contains("local.settings.json is not JSON", done.Errors, StringComparison.Ordinal);
        Assert.Contains("Polychron__Host__DrainSeconds is 'soon': it has to be a number of seconds from 0 to 3600. For example: Polychron__Host__DrainSeconds=25", done.Errors, StringComparison.Ordinal);
        Assert.All(
            ["hunter2secret", "swordfish", "not*base64*at*all", "   at "], hidden => Assert.DoesNotContain(hidden, done.Errors + done.Output, StringComparison.Ordinal));
        Assert.Equal(Wrong.Count + 2, done.Errors.Split("error: ").Length - 1);
        Assert.Equal(["local.settings.json"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("Polychron__Webhooks__AllowLoopback", "is true on a storage account in Azure", "AzureWebJobsStorage__accountName=acme", "Polychron__Webhooks__AllowLoopback=true")]
    [InlineData("Polychron__OperatorKey", "is the same as Polychron__Bootstrap__Token", "Polychron__OperatorKey=one-secret-for-all", "Polychron__Bootstrap__Token=one-secret-for-all")]
    [InlineData("Polychron__Webhooks__ConnectTimeout", "is longer than Polychron__Webhooks__Timeout", "Polychron__Webhooks__Timeout=00:00:02")]
    [InlineData("AzureWebJobsStorage__accountName", "is missing", "AzureWebJobsStorage__tableServiceUri=https://acme.table.core.windows.net")]
    [InlineData("Polychron__DataPath", "is '", "Polychron__DataPath=host.json")]
    public async Task What_does_not_go_together_is_told_too(string name, string what, params string[] settings)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "host.json"), "{}");

        var done = await AppCommand.RunAsync(folder.Path, null, settings.Select(setting => setting.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]));

        Assert.Equal(NotAcceptable, done.ExitCode);
        Assert.Contains($"error: {name} {what}", done.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelled_setting_is_a_warning_and_the_server_starts()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.StartAsync(
            folder.Path, new Dictionary<string, string> { ["Polychron__RateLimit__Enabled"] = "false", ["Polychron__OperatorKee"] = "a-secret-that-is-not-shown" });

        Assert.Contains("warning: Polychron__RateLimit__Enabled is no setting of this server and does nothing. Did you mean Polychron__RateLimits__Enabled?", server.Output, StringComparison.Ordinal);
        Assert.Contains("Did you mean Polychron__OperatorKey?", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret-that-is-not-shown", server.Output, StringComparison.Ordinal);
    }
}

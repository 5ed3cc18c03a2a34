using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Polychron.EmbeddedHost.Hosting;
using Polychron.EmbeddedHost.Queues;
using Polychron.EmbeddedHost.Tests.Support;
using Polychron.Settings;

namespace Polychron.EmbeddedHost.Tests.Hosting;

public sealed class ConfigurationTests : IDisposable
{
    private const string EnvironmentKey = "PolychronHostTest__Who";
    private readonly string folder = Directory.CreateTempSubdirectory("polychron-host-").FullName;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(EnvironmentKey, null);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Local_settings_yield_to_the_environment_and_that_to_the_command_line()
    {
        Write("local.settings.json", """
            {
              // comments and trailing commas are allowed, as in the Core Tools
              "IsEncrypted": false,
              "Values": { "PolychronHostTest__Who": "file", "PolychronHostTest:Only": "file", "Number": 5, "Yes": true, "Nothing": null, },
            }
            """);
        Assert.Equal("file", Build().Configuration["PolychronHostTest:Who"]);

        Environment.SetEnvironmentVariable(EnvironmentKey, "environment");
        var builder = Build();
        Assert.Equal("environment", builder.Configuration["PolychronHostTest:Who"]);
        Assert.Equal("file", builder.Configuration["PolychronHostTest:Only"]);
        Assert.Equal(("5", "true", null), (builder.Configuration["Number"], builder.Configuration["Yes"], builder.Configuration["Nothing"]));

        Assert.Equal("line", Build("--PolychronHostTest:Who", "line").Configuration["PolychronHostTest:Who"]);
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("""{"IsEncrypted":true,"Values":{}}""", "is encrypted")]
    [InlineData("""{"Values":{"A":{"B":"c"}}}""", "'A__B'")]
    public void Local_settings_that_cannot_be_read_are_an_error_that_says_why(string json, string reason)
    {
        Write("local.settings.json", json);

        var error = Assert.Throws<SettingException>(() => Build().Build());
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hosts_own_log_settings_are_only_defaults()
    {
        var builder = Build("--Logging:LogLevel:Default=Error");

        Assert.Equal("Error", builder.Configuration["Logging:LogLevel:Default"]);
        Assert.Equal("Warning", builder.Configuration["Logging:LogLevel:Microsoft"]);
    }

    [Fact]
    public void Console_lines_are_single_ones_unless_the_usual_settings_say_otherwise()
    {
        Assert.Equal((true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z' "), Formatting());
        Assert.Equal((false, "HH"), Formatting("--Logging:Console:FormatterOptions:SingleLine=false", "--Logging:Console:FormatterOptions:TimestampFormat=HH"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:7071")]
    [InlineData("http://127.0.0.1:7071", "--urls=", "--ASPNETCORE_URLS=")]
    [InlineData("http://*:1", "--ASPNETCORE_URLS=http://*:1")]
    [InlineData("http://*:2", "--ASPNETCORE_URLS=http://*:1", "--urls=http://*:2")]
    public void Where_to_listen_is_said_by_urls_or_by_the_usual_variable(string expected, params string[] args)
    {
        var web = WebHostSetup.CreateBuilder(args, new EmbeddedHostSettings { ContentRoot = folder });
        WebHostSetup.UseConfiguredUrls(web);

        Assert.Equal(expected, web.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey));
    }

    [Fact]
    public void Queue_settings_are_the_official_ones_by_default()
    {
        var settings = QueueSettings.From(new ConfigurationManager());

        Assert.Equal(new QueueSettings
        {
            BatchSize = 16,
            NewBatchThreshold = 8,
            MaxDequeueCount = 5,
            VisibilityTimeout = TimeSpan.Zero,
            MaxPollingInterval = TimeSpan.FromMinutes(1),
        }, settings);
    }

    [Fact]
    public void Host_json_sets_them_and_a_setting_overrides_host_json()
    {
        Write("host.json", """
            {"version":"2.0", /* comment */ "extensions":{"queues":{"batchSize":4,"maxDequeueCount":2,"visibilityTimeout":"00:00:30","maxPollingInterval":"00:00:00.500"}}}
            """);
        var settings = QueueSettings.From(Build("--AzureFunctionsJobHost:extensions:queues:maxDequeueCount=7").Configuration);

        Assert.Equal(new QueueSettings
        {
            BatchSize = 4,
            NewBatchThreshold = 2,
            MaxDequeueCount = 7,
            VisibilityTimeout = TimeSpan.FromSeconds(30),
            MaxPollingInterval = TimeSpan.FromMilliseconds(500),
        }, settings);
    }

    [Theory]
    [InlineData("batchSize", "33")]
    [InlineData("batchSize", "many")]
    [InlineData("maxDequeueCount", "0")]
    [InlineData("visibilityTimeout", "8.00:00:00")]
    [InlineData("maxPollingInterval", "00:00:00.050")]
    public void A_queue_setting_outside_its_range_is_named(string name, string value)
    {
        var builder = Build($"--AzureFunctionsJobHost:extensions:queues:{name}={value}");

        var error = Assert.Throws<SettingException>(() => QueueSettings.From(builder.Configuration));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 25)]
    [InlineData("0", 0)]
    [InlineData("1.5", 1.5)]
    public void The_time_to_drain_is_configured(string? text, double seconds) =>
        Assert.Equal(seconds, HostSettings.DrainSeconds.Read(Build($"--Polychron:Host:DrainSeconds={text}").Configuration));

    [Theory]
    [InlineData("-1")]
    [InlineData("3601")]
    [InlineData("soon")]
    public void A_time_to_drain_outside_its_range_is_an_error(string text) =>
        Assert.Throws<SettingException>(() => HostSettings.DrainSeconds.Read(Build($"--Polychron:Host:DrainSeconds={text}").Configuration));

    private static (bool SingleLine, string? TimestampFormat) Formatting(params string[] args)
    {
        using var host = TestApp.BuildHost([typeof(Http.LoggedFunctions)], args: args);
        var options = host.Services.GetRequiredService<IOptions<SimpleConsoleFormatterOptions>>().Value;
        return (options.SingleLine, options.TimestampFormat);
    }

    private FunctionsApplicationBuilder Build(params string[] args) => new(args, new EmbeddedHostSettings { ContentRoot = folder });

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polychron.Storage.Azure;
using Polychron.Storage.Hosting;
using Polychron.Storage.Sqlite;
using Polychron.Testing;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Hosting;

public sealed class StorageServicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LogLines _log = new();

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Without_an_account_it_is_the_embedded_store_in_the_data_path()
    {
        var data = Path.Combine(_folder.Path, "deep", "data");
        using (var host = Host(("Polychron:DataPath", data), ("AzureWebJobsStorage", "")))
        {
            await host.StartAsync();
            Assert.True(File.Exists(Path.Combine(data, "polychron.db")));
            Assert.Contains(_log.Lines, line => line.Contains(data, StringComparison.Ordinal));
            await host.Services.GetRequiredService<ITableStore>().CommitAsync([new(RowAction.Insert, "rows", "p", "a")]);
            await host.Services.GetRequiredService<IQueueStore>().EnqueueAsync("news", "body");
            await host.StopAsync();
        }

        using var again = SqliteStorage.Open(data, new ManualTime());
        Assert.NotNull(await again.Tables.GetAsync("rows", "p", "a"));
    }

    [Fact]
    public async Task A_folder_in_use_stops_the_start()
    {
        using var other = SqliteStorage.Open(_folder.Path, new ManualTime());
        using var host = Host(("Polychron:DataPath", _folder.Path));
        var refusal = await Assert.ThrowsAsync<DataFolderException>(() => host.StartAsync());
        Assert.Contains(_folder.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_connection_string_it_is_the_account_and_the_log_has_no_key()
    {
        const string Key = "c2VjcmV0LWtleQ==";
        using var host = Host(
            ("Polychron:DataPath", _folder.Path),
            ("AzureWebJobsStorage", $"AccountName=acme;AccountKey={Key};TableEndpoint=https://user:c2VjcmV0@t.example.com/x?sig=c2VjcmV0"));
        await host.StartAsync();
        Assert.NotNull(host.Services.GetService<AzureStorage>());
        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Contains(_log.Lines, line => line.Contains("https://t.example.com/x", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains(Key[..8], StringComparison.Ordinal));
        await host.StopAsync();
    }

    [Fact]
    public void With_an_account_name_it_is_the_account()
    {
        using var host = Host(("AzureWebJobsStorage:accountName", "acme"));
        Assert.Equal("https://acme.queue.core.windows.net/", host.Services.GetRequiredService<AzureStorage>().Connection.Queues.AbsoluteUri);
        Assert.Null(host.Services.GetService<SqliteStorage>());
    }

    private IHost Host(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        return new HostBuilder()
            .ConfigureLogging(logging => logging.AddProvider(_log))
            .ConfigureServices(services => services.AddSingleton<TimeProvider>(new ManualTime()).AddPolychronStorage(configuration))
            .Build();
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add(formatter(state, exception) + exception);
            }
        }

        public void Dispose()
        {
        }
    }
}

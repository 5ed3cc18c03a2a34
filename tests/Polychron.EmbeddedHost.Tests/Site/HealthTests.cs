using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Tests.Support;
using Polychron.Operator.Site;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.EmbeddedHost.Tests.Site;

public sealed class HealthTests : IAsyncLifetime
{
    private readonly MemoryTableStore tables = new();
    private TestApp app = null!;

    public async Task InitializeAsync() =>
        app = await TestApp.Start([typeof(HealthFunction)], builder => builder.Services.AddSingleton<ITableStore>(tables));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task It_is_ok_while_the_store_answers()
    {
        using var response = await app.Client.GetAsync("/healthz");

        Assert.Equal((200, """{"status":"ok"}"""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.CacheControl!.NoStore);
        using var head = await app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/healthz"));
        Assert.Equal(200, (int)head.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_unavailable_while_the_store_fails_or_hangs(bool hangs)
    {
        tables.Hangs = hangs;
        tables.Trouble = new StorageUnavailableException("secret details");
        using var response = await app.Client.GetAsync("/healthz");

        Assert.Equal((503, """{"status":"unavailable"}"""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(LogLevel.Warning, Assert.Single(app.Log.Of(typeof(HealthFunction).FullName!)).Level);

        tables.Hangs = false;
        tables.Trouble = null;
        using var recovered = await app.Client.GetAsync("/healthz");
        Assert.Equal(200, (int)recovered.StatusCode);
    }
}

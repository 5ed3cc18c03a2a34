using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Polychron.Settings;
using Polychron.Storage.Azure.Connections;

namespace Polychron.Storage.Tests.Azure;

public class ConnectionTests
{
    private const string Secret = "c2VjcmV0LWtleQ==";

    [Fact]
    public void The_portals_connection_string_gives_the_clouds_addresses()
    {
        var connection = ConnectionString.Parse(
            $"DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={Secret};EndpointSuffix=core.usgovcloudapi.net");
        Assert.Equal("https://acme.table.core.usgovcloudapi.net/", connection.Tables.AbsoluteUri);
        Assert.Equal("https://acme.queue.core.usgovcloudapi.net/", connection.Queues.AbsoluteUri);
        Assert.Equal("acme", connection.Key!.Account);
        Assert.Equal(Secret, connection.Key.ToBase64());
        Assert.Equal("https://acme.table.core.windows.net/", ConnectionString.Parse($"AccountName=acme;AccountKey={Secret}").Tables.AbsoluteUri);
    }

    [Fact]
    public void Addresses_that_are_given_are_used()
    {
        var connection = ConnectionString.Parse(
            $" accountname = acme ; AccountKey={Secret}; TableEndpoint=http://10.0.0.1:1/acme/ ;QueueEndpoint=https://q.example.com;");
        Assert.Equal("http://10.0.0.1:1/acme", connection.Tables.AbsoluteUri);
        Assert.Equal("https://q.example.com/", connection.Queues.AbsoluteUri);
    }

    [Fact]
    public void Development_storage_is_the_emulator_on_its_usual_ports()
    {
        var connection = ConnectionString.Parse("UseDevelopmentStorage=true");
        Assert.Equal("http://127.0.0.1:10002/devstoreaccount1", connection.Tables.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:10001/devstoreaccount1", connection.Queues.AbsoluteUri);
        Assert.Equal("devstoreaccount1", connection.Key!.Account);
    }

    [Theory]
    [InlineData("AccountKey=" + Secret, "AccountName")]
    [InlineData("AccountName=acme", "AccountKey")]
    [InlineData("AccountName=acme;AccountKey=", "AccountKey")]
    [InlineData("AccountName=acme;AccountKey=" + Secret + "!", "Base64")]
    [InlineData("AccountName=acme;c2VjcmV0LWtleQ", "name=value")]
    [InlineData("AccountName=acme;SharedAccessSignature=" + Secret, "SharedAccessSignature")]
    [InlineData("AccountName=acme;TableEndpoint=ftp://" + Secret + ";AccountKey=" + Secret, "table")]
    [InlineData("AccountName=a c/m?e;AccountKey=" + Secret, "table")]
    public void A_malformed_one_is_refused_with_the_name_of_the_part_and_without_the_secret(string text, string names)
    {
        var refusal = Assert.Throws<FormatException>(() => ConnectionString.Parse(text));
        Assert.Contains(names, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret[..8], refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_setting_there_is_no_account()
    {
        Assert.Null(StorageConfiguration.Read(Settings()));
        Assert.Null(StorageConfiguration.Read(Settings(("AzureWebJobsStorage", ""))));
        Assert.Null(StorageConfiguration.Read(Settings(("AzureWebJobsStorage", "  "), ("AzureWebJobsStorage:accountName", ""))));
        Assert.Null(StorageConfiguration.Read(Settings(("AzureWebJobsStorage:clientId", "1"))));
    }

    [Fact]
    public void An_account_name_is_used_with_an_identity()
    {
        var connection = StorageConfiguration.Read(Settings(("AzureWebJobsStorage:accountName", "acme")))!;
        Assert.Equal("https://acme.table.core.windows.net/", connection.Tables.AbsoluteUri);
        Assert.Equal("https://acme.queue.core.windows.net/", connection.Queues.AbsoluteUri);
        Assert.Null(connection.Key);
        Assert.IsType<DefaultAzureCredential>(connection.Identity);
    }

    [Fact]
    public void Service_addresses_and_a_managed_identity_are_used()
    {
        var connection = StorageConfiguration.Read(Settings(
            ("AzureWebJobsStorage:tableServiceUri", "https://t.example.com/"),
            ("AzureWebJobsStorage:queueServiceUri", "https://q.example.com"),
            ("AzureWebJobsStorage:credential", "managedidentity"),
            ("AzureWebJobsStorage:clientId", "11111111-1111-1111-1111-111111111111")))!;
        Assert.Equal("https://t.example.com/", connection.Tables.AbsoluteUri);
        Assert.Equal("https://q.example.com/", connection.Queues.AbsoluteUri);
        Assert.IsType<ManagedIdentityCredential>(connection.Identity);
    }

    [Fact]
    public void One_service_address_alone_is_refused()
    {
        var refusal = Assert.Throws<SettingException>(
            () => StorageConfiguration.Read(Settings(("AzureWebJobsStorage:queueServiceUri", "https://q.example.com"))));
        Assert.Contains("tableServiceUri", refusal.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build();
}

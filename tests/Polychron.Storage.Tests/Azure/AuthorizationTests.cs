using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Polychron.Storage.Azure;
using Polychron.Storage.Azure.Connections;
using Polychron.Testing.Azurite;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Azure;

public class AuthorizationTests
{
    [SkippableFact]
    public async Task The_emulator_refuses_a_wrong_key_and_the_error_does_not_tell_it()
    {
        var azurite = await AzuriteServer.SharedAsync();
        Skip.If(azurite.Absence is not null, azurite.Absence);
        var key = Convert.ToBase64String("not the key of this account"u8);
        var storage = AzureStorage.Use(azurite.ConnectionStringWith(key), TimeProvider.System);

        var tables = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Tables.GetAsync("rows", "p", "a/b"));
        Assert.Contains("403", tables.Message, StringComparison.Ordinal);
        var commit = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => storage.Tables.CommitAsync([new(RowAction.Insert, "rows", "p", "a")]));
        Assert.Contains("403", commit.Message, StringComparison.Ordinal);
        var queues = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Queues.EnqueueAsync("news", "body"));
        Assert.Contains("403", queues.Message, StringComparison.Ordinal);
        foreach (var exception in new[] { tables, commit, queues })
        {
            Assert.DoesNotContain(key, exception.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_request_is_signed_over_its_date_and_the_account_and_path_as_sent()
    {
        using var service = new ScriptedService(ScriptedService.Error(404, "ResourceNotFound"));
        await service.Open().Tables.GetAsync("rows", "p/1", "é");
        var request = Assert.Single(service.Requests);
        Assert.Equal(
            "https://myaccount.table.core.windows.net/rows(PartitionKey='p.2f1',RowKey='~c3~a9')", request.RequestUri!.AbsoluteUri);
        var date = Assert.Single(request.Headers.GetValues("x-ms-date"));
        Assert.Equal("Fri, 01 Mar 2024 12:00:00 GMT", date);
        var text = date + "\n/myaccount/rows(PartitionKey='p.2f1',RowKey='~c3~a9')";
        var signature = Convert.ToBase64String(HMACSHA256.HashData("secret"u8, Encoding.UTF8.GetBytes(text)));
        Assert.Equal("SharedKeyLite myaccount:" + signature, request.Headers.Authorization!.ToString());
    }

    [Fact]
    public async Task With_an_identity_a_request_bears_its_token_for_storage()
    {
        using var service = new ScriptedService(ScriptedService.Error(404, "ResourceNotFound"));
        var identity = new FixedToken();
        var connection = new AzureStorageConnection(new("https://a.table.core.windows.net"), new("https://a.queue.core.windows.net"), identity);
        Assert.Null(await service.Open(connection).Tables.GetAsync("rows", "p", "a"));
        Assert.Equal("Bearer token-of-the-identity", Assert.Single(service.Requests).Headers.Authorization!.ToString());
        Assert.Equal("https://storage.azure.com/.default", Assert.Single(identity.Scopes!));
    }

    [Fact]
    public async Task An_identity_without_a_token_is_an_unavailable_store()
    {
        using var service = new ScriptedService(ScriptedService.Error(404, "ResourceNotFound"));
        var identity = new FixedToken { Fails = true };
        var connection = new AzureStorageConnection(new("https://a.table.core.windows.net"), new("https://a.queue.core.windows.net"), identity);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => service.Open(connection).Tables.GetAsync("rows", "p", "a"));
        Assert.Empty(service.Requests);
    }

    private sealed class FixedToken : TokenCredential
    {
        public bool Fails { get; init; }

        public string[]? Scopes { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return Fails
                ? throw new global::Azure.Identity.AuthenticationFailedException("no identity here")
                : new AccessToken("token-of-the-identity", DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
            => new(GetToken(requestContext, cancellationToken));
    }
}

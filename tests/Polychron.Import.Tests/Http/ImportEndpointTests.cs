using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Import.Tests.Run;
using Polychron.Operator;
using Polychron.Testing.App;

namespace Polychron.Import.Tests.Http;

/// <summary>The operator API with imports in the embedded host; uploads are limited to 8 MB.</summary>
public sealed class ImportApp() : AppUnderTest(
    "--Polychron:OperatorKey=an-operator-key-for-tests",
    "--Polychron:Bootstrap:Token=a-token-for-tests",
    "--Polychron:Imports:MaxBytes=8000000")
{
    /// <summary>A workspace of its own, so that tests do not meet each other.</summary>
    public async Task<long> AddWorkspaceAsync()
    {
        var owner = (await Directory.FindUserByEmailAsync("owner@example.com"))!;
        return (await UseCases.Workspaces.CreateWorkspace.RunAsync(
            Directory, Log, new UseCases.Workspaces.CreateWorkspace.Command { Name = "Studio", OwnerUserId = owner.Id })).Id;
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(
        string query, byte[] file, string? key = "an-operator-key-for-tests", string contentType = "text/csv")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/operator/imports?{query}") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await Http.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    protected override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddPolychronOperator(configuration).AddPolychronImport(configuration);
}

public class ImportEndpointTests(ImportApp app) : IClassFixture<ImportApp>
{
    private const string Header = "email,project,labels,title,start,seconds\n";

    [Fact]
    public async Task A_file_is_imported_once_and_a_repetition_says_so()
    {
        var workspace = await app.AddWorkspaceAsync();
        var file = Encoding.UTF8.GetBytes(Header + IdempotenceTests.Rows(0, 20) + "nobody,,,,2024-01-01 09:00,60\n");

        var (status, body) = await app.PostAsync($"workspace_id={workspace}&format=csv", file);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """{"dry_run":false,"rows":21,"imported":20,"known":0,"rejected":1,"made":{"people":5,"teams":0,"clients":0,"projects":4,"labels":3},"rejections":[{"line":22,"column":"email","reason":"An e-mail address has the form name@host and at most 254 characters."}],"rejections_left_out":0}""",
            body.ToJsonString());
        var (_, again) = await app.PostAsync($"workspace_id={workspace}&format=csv&max_rejections=0", file);
        Assert.Equal((0, 20, 1), ((int)again["imported"]!, (int)again["known"]!, (int)again["rejections_left_out"]!));
    }

    [Fact]
    public async Task A_dry_run_tells_and_writes_nothing()
    {
        var workspace = await app.AddWorkspaceAsync();
        var sequence = (await app.Log.OpenAsync(workspace)).Picture.Sequence;

        var (status, body) = await app.PostAsync(
            $"workspace_id={workspace}&format=csv&dry_run=true", Encoding.UTF8.GetBytes(Header + IdempotenceTests.Rows(0, 20)));

        Assert.Equal((HttpStatusCode.OK, true, 20), (status, (bool)body["dry_run"]!, (int)body["imported"]!));
        Assert.Equal(sequence, (await app.Log.OpenAsync(workspace)).Picture.Sequence);
    }

    [Fact]
    public async Task A_body_above_what_other_calls_may_send_is_taken_plain_and_packed_whatever_its_content_type()
    {
        var workspace = await app.AddWorkspaceAsync();
        var text = new StringBuilder(Header);
        for (var i = 0; text.Length < 2_500_000; i++)
        {
            text.Append($"ada@example.com,Website,,{i} {new string('x', 900)},2024-01-{1 + i % 28:00} 09:00,60\n");
        }

        var file = Encoding.UTF8.GetBytes(text.ToString());
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(file);
        }

        var (status, body) = await app.PostAsync(
            $"workspace_id={workspace}&format=csv", file, contentType: "application/x-www-form-urlencoded");
        Assert.Equal((HttpStatusCode.OK, 0), (status, (int)body["rejected"]!));
        var (_, again) = await app.PostAsync($"workspace_id={workspace}&format=csv", packed.ToArray(), contentType: "application/gzip");
        Assert.Equal((int)body["rows"]!, (int)again["known"]!);
    }

    [Fact]
    public async Task More_than_the_limit_is_refused_as_sent_and_as_unpacked()
    {
        var workspace = await app.AddWorkspaceAsync();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Header));
            for (var i = 0; i < 20; i++)
            {
                gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\n", 1_000_000))));
            }
        }

        Assert.True(packed.Length < 1_000_000);
        var (unpacked, body) = await app.PostAsync($"workspace_id={workspace}&format=csv", packed.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unpacked);
        Assert.Contains("8000000 bytes", (string)body["message"]!, StringComparison.Ordinal);

        var (sent, _) = await app.PostAsync($"workspace_id={workspace}&format=csv", new byte[8_100_000]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, sent);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_to_its_end_tells_what_was_done_until_then()
    {
        var workspace = await app.AddWorkspaceAsync();

        var (status, body) = await app.PostAsync(
            $"workspace_id={workspace}&format=csv",
            Encoding.UTF8.GetBytes($"{Header}{IdempotenceTests.Rows(0, 9)}ada@example.com,\"{new string('x', 2_000_000)}"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, 9), (status, (int)body["imported"]!));
        Assert.Contains("line 11", (string)body["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "errors")]
    [InlineData("workspace_id=1", "format")]
    [InlineData("workspace_id=1&format=harvest", "cesaw, csv, toggl-csv, clockify-csv")]
    [InlineData("format=csv", "workspace_id")]
    [InlineData("workspace_id=x&format=csv", "workspace_id")]
    [InlineData("workspace_id=W&format=csv&dates=ymd", "dates")]
    [InlineData("workspace_id=W&format=csv&zone=Mars", "zone")]
    [InlineData("workspace_id=W&format=csv&user=stranger@example.com", "user")]
    [InlineData("workspace_id=W&format=csv&dry_run=perhaps", "dry_run")]
    [InlineData("workspace_id=W&format=csv&max_rejections=10001", "max_rejections")]
    [InlineData("workspace_id=W&format=csv&encoding=klingon", "klingon")]
    public async Task Parameters_that_are_not_acceptable_are_named(string query, string named)
    {
        var workspace = await app.AddWorkspaceAsync();

        var (status, body) = await app.PostAsync(query.Replace("W", $"{workspace}", StringComparison.Ordinal), Encoding.UTF8.GetBytes(Header));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(named, body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_no_text_is_refused_with_advice()
    {
        var workspace = await app.AddWorkspaceAsync();
        foreach (var (file, advice) in new (byte[], string)[]
        {
            ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 1, 2], "xz -dc"),
            ([.. "PK\u0003\u0004"u8, 1, 2, 3], "save it as CSV"),
            ([0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7], "unpacked"),
            ([], "empty"),
            ([1, 2, 3], "first line lacks"),
        })
        {
            var (status, body) = await app.PostAsync($"workspace_id={workspace}&format=csv", file);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
            Assert.Contains(advice, (string)body["message"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_imports_without_the_operator_key_or_into_a_workspace_that_is_not_there()
    {
        var workspace = await app.AddWorkspaceAsync();
        var file = Encoding.UTF8.GetBytes(Header);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.PostAsync($"workspace_id={workspace}&format=csv", file, key: null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.PostAsync($"workspace_id={workspace}&format=csv", file, "a-token-for-tests")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.PostAsync("workspace_id=999999&format=csv", file)).Status);
    }
}

using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Polychron.Storage.Azure;
using Polychron.Storage.Azure.Connections;
using Polychron.Storage.Azure.Tables;
using Polychron.Testing;

namespace Polychron.Storage.Tests.Azure;

/// <summary>A table service that answers as it was told, in turn; the last answer is given again and again.</summary>
internal sealed class ScriptedService(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private int _next;

    public List<HttpRequestMessage> Requests { get; } = [];

    public List<string> Bodies { get; } = [];

    public static Func<HttpResponseMessage> Created => () => new HttpResponseMessage(HttpStatusCode.Created);

    public static Func<HttpResponseMessage> LostAnswer => () => throw new HttpRequestException("The connection was reset.");

    public static Func<HttpResponseMessage> Error(int status, string code) => () => new HttpResponseMessage((HttpStatusCode)status)
    {
        Content = Json(ErrorBody(code, "Words for people.")),
    };

    public static Func<HttpResponseMessage> Batch(string parts) => () =>
    {
        var content = new StringContent(parts);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/mixed; boundary=batchresponse_a1");
        return new HttpResponseMessage(HttpStatusCode.Accepted) { Content = content };
    };

    // As in the service's documentation ("Performing entity group transactions", sample responses).
    public static Func<HttpResponseMessage> BatchSuccess(params string[] etags) => Batch(
        "--batchresponse_a1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_b2\r\n\r\n"
        + string.Concat(etags.Select(etag => "--changesetresponse_b2\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + "HTTP/1.1 204 No Content\r\nContent-ID: 1\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-cache\r\n"
            + "Preference-Applied: return-no-content\r\nDataServiceVersion: 3.0;\r\n"
            + $"DataServiceId: https://myaccount.table.core.windows.net/rows(PartitionKey='p',RowKey='r')\r\nETag: {etag}\r\n\r\n\r\n"))
        + "--changesetresponse_b2--\r\n--batchresponse_a1--\r\n");

    public static Func<HttpResponseMessage> BatchError(int status, string code, string message) => Batch(
        "--batchresponse_a1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_b2\r\n\r\n"
        + "--changesetresponse_b2\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        + $"HTTP/1.1 {status} Words\r\nX-Content-Type-Options: nosniff\r\nDataServiceVersion: 3.0;\r\n"
        + "Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8\r\n\r\n"
        + ErrorBody(code, message) + "\r\n--changesetresponse_b2--\r\n--batchresponse_a1--\r\n");

    public AzureStorage Open(AzureStorageConnection? connection = null)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(this)) };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromMilliseconds(400);
        return new AzureStorage(
            connection ?? ConnectionString.Parse("AccountName=myaccount;AccountKey=c2VjcmV0"), new ManualTime(), options);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        var answer = answers[Math.Min(_next++, answers.Length - 1)]();
        answer.RequestMessage = request;
        return answer;
    }

    private static string ErrorBody(string code, string message)
        => """{"odata.error":{"code":"CODE","message":{"lang":"en-US","value":"WORDS\nRequestId:1"}}}"""
            .Replace("CODE", code, StringComparison.Ordinal)
            .Replace("WORDS", message, StringComparison.Ordinal);

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}

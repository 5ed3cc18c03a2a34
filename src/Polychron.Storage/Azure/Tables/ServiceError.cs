using System.Globalization;
using System.Text.Json;
using Azure;

namespace Polychron.Storage.Azure.Tables;

/// <summary>What the table service says of a failure: its code, and in a batch the position of the write that failed.</summary>
internal readonly record struct ServiceError(int Status, string Code, int Index)
{
    public static ServiceError Read(Response response)
    {
        var error = Read(response.Status, response.Content.ToString());
        return error.Code.Length == 0 && response.Headers.TryGetValue("x-ms-error-code", out var code)
            ? error with { Code = code ?? "" }
            : error;
    }

    public static ServiceError Read(BatchAnswer answer) => Read(answer.Status, answer.Body);

    /// <summary>Reads the OData error object; anything else, a proxy's page for instance, is an error without a code.</summary>
    private static ServiceError Read(int status, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var error = json.RootElement.GetProperty("odata.error");
            var message = error.GetProperty("message").GetProperty("value").GetString() ?? "";
            return new ServiceError(status, error.GetProperty("code").GetString() ?? "", LeadingIndex(message));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new ServiceError(status, "", 0);
        }
    }

    // The message of a failed batch begins with the position of its write: "3:The specified entity already exists."
    private static int LeadingIndex(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : 0;
    }
}

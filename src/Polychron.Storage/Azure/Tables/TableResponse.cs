using Azure;
using Azure.Core;

namespace Polychron.Storage.Azure.Tables;

/// <summary>An answer of the table service, and whether the request had to be sent again for it.</summary>
internal sealed class TableResponse(HttpMessage message) : IDisposable
{
    public Response Response => message.Response;

    public int Status => Response.Status;

    public bool Retried => message.ProcessingContext.RetryNumber > 0;

    public string? ETag => Response.Headers.ETag?.ToString("H");

    public ReadOnlySpan<byte> Content => Response.Content.ToMemory().Span;

    public ServiceError Error() => ServiceError.Read(Response);

    public void Dispose() => message.Dispose();
}

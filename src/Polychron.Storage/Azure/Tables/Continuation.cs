using Azure;

namespace Polychron.Storage.Azure.Tables;

/// <summary>The service's mark of where a query goes on: two opaque tokens, of which the second may be missing.</summary>
internal readonly record struct Continuation(string Partition, string? Row)
{
    // Tokens are header values, so they have no line break.
    private const char Separator = '\n';

    public static Continuation Parse(string text)
    {
        var at = text.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? new(text, null) : new(text[..at], text[(at + 1)..]);
    }

    public static Continuation? Read(Response response)
        => response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition) && partition is not null
            ? new(partition, response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row) ? row : null)
            : null;

    public override string ToString() => Row is null ? Partition : Partition + Separator + Row;
}

using System.Text.Json.Serialization;

namespace Polychron.Storage.Rows;

/// <summary>How much of a rate limit's window is taken.</summary>
internal sealed class AllowanceRow
{
    [JsonPropertyName("w")]
    public long Window { get; set; }

    [JsonPropertyName("u")]
    public int Used { get; set; }
}

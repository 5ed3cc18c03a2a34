using System.Text.Json.Nodes;

namespace Polychron.Testing.App;

/// <summary>Reads members of JSON objects.</summary>
public static class JsonNodeExtensions
{
    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static string? TextOrNull(this JsonNode node, string name) => node[name]?.GetValue<string>();

    public static long Number(this JsonNode node, string name) => node[name]!.GetValue<long>();
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Polychron.Dialects.Timether.Tests.OpenApi;

/// <summary>Checks values against those keywords of JSON Schema that the document uses; any other keyword fails.</summary>
internal static class SchemaCheck
{
    private static readonly string[] Notes = ["description", "example"];

    public static IEnumerable<string> Faults(JsonNode document, JsonNode schema, JsonNode? value, string path = "$")
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            return Faults(document, reference.Split('/').Skip(1).Aggregate(document, (node, name) => node[name]!), value, path);
        }

        return schema.AsObject().SelectMany(keyword => Check(document, schema, keyword.Key, keyword.Value!, value, path));
    }

    private static IEnumerable<string> Check(JsonNode document, JsonNode schema, string keyword, JsonNode rule, JsonNode? value, string path)
    {
        var text = value is JsonValue && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        var number = value is JsonValue && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<decimal>() : (decimal?)null;
        switch (keyword)
        {
            case "type":
                var types = rule is JsonArray several ? several.Select(type => type!.GetValue<string>()) : [rule.GetValue<string>()];
                return types.Any(type => Is(type, value)) ? [] : [$"{path}: {value?.ToJsonString() ?? "null"} is no {rule.ToJsonString()}"];
            case "properties":
                return value is not JsonObject members ? []
                    : rule.AsObject().Where(property => members.ContainsKey(property.Key))
                        .SelectMany(property => Faults(document, property.Value!, members[property.Key], $"{path}.{property.Key}"));
            case "required":
                return value is not JsonObject present ? []
                    : rule.AsArray().Select(name => name!.GetValue<string>()).Where(name => !present.ContainsKey(name)).Select(name => $"{path}: no {name}");
            case "additionalProperties":
                return value is not JsonObject all ? []
                    : all.Where(member => schema["properties"]?[member.Key] is null).SelectMany(member =>
                        rule.GetValueKind() == JsonValueKind.False ? [$"{path}: has {member.Key}"]
                        : rule is JsonObject ? Faults(document, rule, member.Value, $"{path}.{member.Key}") : []);
            case "items":
                return value is not JsonArray items ? [] : items.SelectMany((item, i) => Faults(document, rule, item, $"{path}[{i}]"));
            case "anyOf":
                return rule.AsArray().Any(choice => !Faults(document, choice!, value, path).Any()) ? [] : [$"{path}: none of its choices"];
            case "enum":
                return text is null || rule.AsArray().Any(choice => choice!.GetValue<string>() == text) ? [] : [$"{path}: {text} is no choice"];
            case "minimum":
                return number < Number(rule) ? [$"{path}: too small"] : [];
            case "maximum":
                return number > Number(rule) ? [$"{path}: too large"] : [];
            case "minLength":
                return text?.Length < Number(rule) ? [$"{path}: too short"] : [];
            case "maxLength":
                return text?.Length > Number(rule) ? [$"{path}: too long"] : [];
            case "minItems":
                return value is JsonArray few && few.Count < Number(rule) ? [$"{path}: too few"] : [];
            case "maxItems":
                return value is JsonArray many && many.Count > Number(rule) ? [$"{path}: too many"] : [];
            case "format":
                return text is null || IsOfFormat(rule.GetValue<string>(), text) ? [] : [$"{path}: {text} is no {rule}"];
            default:
                return Notes.Contains(keyword) ? [] : [$"{path}: the keyword {keyword} is not known"];
        }
    }

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array)
            or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(value!.GetValue<decimal>()),
        _ => false,
    };

    private static bool IsOfFormat(string format, string text) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && text.Contains('T', StringComparison.Ordinal),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };

    private static decimal Number(JsonNode rule) => decimal.Parse(rule.ToJsonString(), CultureInfo.InvariantCulture);
}

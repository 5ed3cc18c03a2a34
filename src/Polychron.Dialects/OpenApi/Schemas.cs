using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Polychron.Dialects.OpenApi;

#pragma warning disable CA1720 // The names are those of JSON Schema's types.
/// <summary>Short forms of the schemas that descriptions are made of.</summary>
public static class Schemas
{
    /// <summary>A reference to a schema of the API by its name.</summary>
    public static IOpenApiSchema Ref(string name) => new OpenApiSchemaReference(name);

    /// <summary>Text.</summary>
    public static OpenApiSchema Text(string? description = null, int? maxLength = null, int? minLength = null) =>
        new() { Type = JsonSchemaType.String, Description = description, MaxLength = maxLength, MinLength = minLength };

    /// <summary>One of a few texts.</summary>
    public static OpenApiSchema Choice(IEnumerable<string> choices, string? description = null) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        Enum = [.. choices.Select(choice => (JsonNode)JsonValue.Create(choice))],
    };

    /// <summary>A whole number.</summary>
    public static OpenApiSchema WholeNumber(string? description = null, long? min = null, long? max = null) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int64",
        Description = description,
        Minimum = min?.ToString(CultureInfo.InvariantCulture),
        Maximum = max?.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>True or false.</summary>
    public static OpenApiSchema Boolean(string? description = null) => new() { Type = JsonSchemaType.Boolean, Description = description };

    /// <summary>A moment in ISO 8601.</summary>
    public static OpenApiSchema Moment(string? description = null) =>
        new() { Type = JsonSchemaType.String, Format = "date-time", Description = description };

    /// <summary>A list.</summary>
    public static OpenApiSchema List(IOpenApiSchema items, string? description = null) =>
        new() { Type = JsonSchemaType.Array, Items = items, Description = description };

    /// <summary>An object whose members all have names that the client chose.</summary>
    public static OpenApiSchema Map(IOpenApiSchema values, string? description = null) =>
        new() { Type = JsonSchemaType.Object, AdditionalProperties = values, Description = description };

    /// <summary>An object with these members and no others.</summary>
    /// <param name="members">The members.</param>
    /// <param name="required">The names of those that are always there; null for all.</param>
    /// <param name="description">What it is.</param>
    public static OpenApiSchema Structure(
        IEnumerable<KeyValuePair<string, IOpenApiSchema>> members, IEnumerable<string>? required = null, string? description = null)
    {
        var properties = members.ToDictionary(member => member.Key, member => member.Value);
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = description,
            Properties = properties,
            Required = new HashSet<string>(required ?? properties.Keys),
            AdditionalPropertiesAllowed = false,
        };
    }

    /// <summary>The schema, or null, which is one of the choices where there are any.</summary>
    public static OpenApiSchema OrNull(this OpenApiSchema schema)
    {
        schema.Type |= JsonSchemaType.Null;
        schema.Enum?.Add(JsonNullSentinel.JsonNull);
        return schema;
    }
}

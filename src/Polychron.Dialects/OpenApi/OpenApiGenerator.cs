using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Polychron.Dialects.Replies;

namespace Polychron.Dialects.OpenApi;

/// <summary>
/// Makes the OpenAPI 3.1 document of an API: paths and methods from its functions' declarations, all else from its description.
/// HEAD is left out: where GET is, it is too.
/// </summary>
public static class OpenApiGenerator
{
    private const string Scheme = "key";

    /// <summary>The document as UTF-8 JSON.</summary>
    /// <exception cref="InvalidOperationException">A function has no description, or a description no function.</exception>
    public static async Task<byte[]> GenerateAsync(ApiDescription api, CancellationToken cancellation = default)
    {
        var json = await Document(api).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellation).ConfigureAwait(false);
        return Encoding.UTF8.GetBytes(json);
    }

    /// <summary>The document.</summary>
    /// <inheritdoc cref="GenerateAsync" />
    public static OpenApiDocument Document(ApiDescription api)
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo
            {
                Title = api.Title,
                Version = api.Version,
                Description = api.Description,
                License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
            },
            Servers = [new OpenApiServer { Url = "/", Description = "This server." }],
            Paths = [],
            Tags = api.Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet(),
            Components = new OpenApiComponents
            {
                Schemas = api.Schemas.ToDictionary(schema => schema.Key, schema => (IOpenApiSchema)schema.Value),
                SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { [Scheme] = api.Security },
            },
        };
        document.Security = [Requirement(document)];
        foreach (var (function, operation) in Pair(api))
        {
            if (!document.Paths.TryGetValue(function.Path, out var path))
            {
                document.Paths[function.Path] = path = new OpenApiPathItem { Operations = [] };
            }

            foreach (var method in function.Methods.Where(method => method != HttpMethods.Head))
            {
                path.Operations![HttpMethod.Parse(method)] = Operation(document, api, function, operation, method);
            }
        }

        return document;
    }

    private static IEnumerable<(DescribedFunction Function, OperationDescription Operation)> Pair(ApiDescription api)
    {
        var functions = DescribedFunction.Of(api.Assembly).Where(function => !api.Undescribed.Contains(function.Name)).ToList();
        var operations = api.Operations.ToDictionary(operation => operation.Function);
        var missing = functions.Select(function => function.Name).Except(operations.Keys).ToList();
        var unknown = operations.Keys.Except(functions.Select(function => function.Name)).ToList();
        return missing.Count == 0 && unknown.Count == 0
            ? functions.OrderBy(function => function.Path, StringComparer.Ordinal).Select(function => (function, operations[function.Name]))
            : throw new InvalidOperationException(
                $"Functions without a description: {string.Join(", ", missing)}. Descriptions without a function: {string.Join(", ", unknown)}.");
    }

    private static OpenApiOperation Operation(
        OpenApiDocument document, ApiDescription api, DescribedFunction function, OperationDescription description, string method)
    {
        // An operation's id is its own: a function that takes several methods is several operations.
        var isOneOfSeveral = function.Methods.Count(name => name != HttpMethods.Head) > 1;
        var known = description.Parameters.Select(parameter => parameter.Name).ToHashSet();
        var operation = new OpenApiOperation
        {
            OperationId = isOneOfSeveral ? $"{description.Function}By{method[0]}{method[1..].ToLowerInvariant()}" : description.Function,
            Tags = new HashSet<OpenApiTagReference> { new(description.Tag, document) },
            Summary = description.Summary,
            Description = description.Description,
            Parameters =
            [
                .. function.Parameters.Where(name => !known.Contains(name)).Select(Id),
                .. description.Parameters,
            ],
            Responses = [],
            Security = description.IsAnonymous ? [] : null,
        };
        if (description.Body is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody { Required = !body.IsOptional, Description = body.Description, Content = Content(body) };
        }

        foreach (var (status, reply) in description.Replies.OrderBy(reply => reply.Key))
        {
            operation.Responses[Text(status)] = new OpenApiResponse
            {
                Description = reply.Description,
                Content = reply.Schema is null ? null : Content(reply),
                Headers = reply.Headers.ToDictionary(header => header.Key, header => (IOpenApiHeader)header.Value),
            };
        }

        foreach (var (status, refusal) in description.Refusals.OrderBy(refusal => refusal.Key))
        {
            operation.Responses[Text(status)] = new OpenApiResponse
            {
                Description = $"{ReasonPhrases.GetReasonPhrase(status)}: {refusal.Description}",
                Content = Content(new Message(refusal.Description, Schemas.Ref(api.ErrorSchema), refusal.Example)),
            };
        }

        return operation;
    }

    private static OpenApiParameter Id(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Path,
        Required = true,
        Description = "The id.",
        Schema = Schemas.WholeNumber(min: 1),
    };

    // An example is a node of one tree: every place gets a copy.
    private static Dictionary<string, OpenApiMediaType> Content(Message message)
    {
        var content = message.Others.ToDictionary(other => other.Key, other => new OpenApiMediaType { Schema = other.Value });
        content[BytesResult.Json] = new OpenApiMediaType { Schema = message.Schema, Example = message.Example?.DeepClone() };
        return content;
    }

    private static OpenApiSecurityRequirement Requirement(OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}

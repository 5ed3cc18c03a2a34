using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timing.Mapping;
using Polychron.UseCases.Projects;

namespace Polychron.Dialects.Timing.Wire.Fields;

/// <summary>
/// A project as a body names it: by reference, by title, by its title chain as a list, or as responses show it, as an object
/// with its reference. Null and the empty text mean no project. A text that is not a reference is a title, even if it consists
/// of digits; a number is an id.
/// </summary>
internal static class ProjectField
{
    /// <summary>Reads the member; left out if it is left out or wrong.</summary>
    public static Optional<ProjectReference?> Read(JsonObjectReader body, string name)
    {
        if (body.Value(name) is not { IsPresent: true, Value: var value })
        {
            return default;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return new(null);
            case JsonValueKind.String:
                return new(OfText(value.GetString()!));
            case JsonValueKind.Number when value.TryGetInt64(out var id):
                return new(ProjectReference.ById(id));
            case JsonValueKind.Array when Chain(value) is { } chain:
                return new(ProjectReference.ByChain(chain));
            case JsonValueKind.Object when Self(value) is { } self:
                return new(self);
            default:
                body.Fail(name, "must be a project's reference, its title, or a list of the titles from the root down to it.");
                return default;
        }
    }

    private static ProjectReference? OfText(string text) =>
        text.Length == 0 ? null
        : ById(text) ?? ProjectReference.ByTitle(text);

    // The document's Python examples write "\/projects\/1", and Python keeps the backslashes.
    private static ProjectReference? ById(string? text) =>
        References.TryReference(text?.Replace(@"\/", "/", StringComparison.Ordinal), References.Projects, out var id)
            ? ProjectReference.ById(id)
            : null;

    private static ProjectReference? Self(JsonElement project) =>
        project.TryGetProperty("self"u8, out var self) && self.ValueKind == JsonValueKind.String ? ById(self.GetString()) : null;

    private static List<string>? Chain(JsonElement list)
    {
        var titles = new List<string>();
        foreach (var title in list.EnumerateArray())
        {
            if (title.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            titles.Add(title.GetString()!);
        }

        return titles.Count == 0 ? null : titles;
    }
}

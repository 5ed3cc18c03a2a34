using Polychron.Dialects.Urls;

namespace Polychron.Dialects.Timespace.Ids;

/// <summary>A template's id: the type of the records that are made of it and the cloud in which, as in <c>time_entry.12</c>.</summary>
/// <param name="Type">The type, one that has a template.</param>
/// <param name="Cloud">The workspace.</param>
internal readonly record struct TemplateId(RecordType Type, long Cloud)
{
    /// <summary>Whether a text is the id of a template that could be.</summary>
    public static bool TryParse(string? text, out TemplateId id)
    {
        id = default;
        if (text?.Split('.') is not [var word, var cloud] || !RouteId.TryParse(cloud, out var cloudId)
            || RecordType.Find(word) is not { HasTemplate: true } type)
        {
            return false;
        }

        id = new TemplateId(type, cloudId);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Type.Id}.{Cloud}";
}

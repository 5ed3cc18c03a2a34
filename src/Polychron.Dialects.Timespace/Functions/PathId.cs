using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Errors;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Functions;

/// <summary>Ids in paths. What is none, or one of another sort, is as little there as one that was never given out.</summary>
internal static class PathId
{
    /// <summary>The id that stands for no type or record.</summary>
    public const string None = "0";

    /// <summary>The id of a record.</summary>
    public static RecordId Record(string id) => RecordId.TryParse(id, out var record) ? record : throw NotFound();

    /// <summary>The id of a robot user.</summary>
    public static long Robot(string id) =>
        RecordId.TryParse(id, out var record) && record.Type.Kind == RecordKind.Robot ? record.Number : throw NotFound();

    /// <summary>The id of a template.</summary>
    public static TemplateId Template(string id) => TemplateId.TryParse(id, out var template) ? template : throw NotFound();

    /// <summary>The id of a type.</summary>
    public static RecordType Type(string id) => RecordType.Find(id) ?? throw NotFound();

    /// <summary>The refusal of any other id.</summary>
    public static DomainException NotFound() => DomainException.NotFound("Record");
}

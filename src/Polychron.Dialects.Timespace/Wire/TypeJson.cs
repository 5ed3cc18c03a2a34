using Polychron.Dialects.Replies;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Languages;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Wire;

/// <summary>What types and templates there are.</summary>
internal static class TypeJson
{
    /// <summary>The types: <c>[{id,label}]</c>.</summary>
    public static byte[] Types(Language language) => JsonBytes.Render(language, static (json, language) =>
    {
        json.WriteStartArray();
        foreach (var type in RecordType.All)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, type.Id);
            json.WriteString("label"u8, Texts.Type(language, type));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>The templates of clouds: <c>[{id,label,type,cloud,cloud_name}]</c>.</summary>
    public static byte[] Templates(IEnumerable<Cloud> clouds, Language language) => JsonBytes.Render(
        (clouds, language),
        static (json, list) =>
        {
            json.WriteStartArray();
            foreach (var cloud in list.clouds)
            {
                var id = cloud.View.WorkspaceId;
                foreach (var type in RecordType.All.Where(type => type.HasTemplate))
                {
                    json.WriteStartObject();
                    json.WriteString("id"u8, new TemplateId(type, id).ToString());
                    json.WriteString("label"u8, Texts.Type(list.language, type));
                    json.WriteString("type"u8, type.Id);
                    json.WriteString("cloud"u8, RecordId.Of(id, RecordKind.Cloud, id));
                    json.WriteString("cloud_name"u8, cloud.View.Picture.Workspace?.Name);
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
        });
}

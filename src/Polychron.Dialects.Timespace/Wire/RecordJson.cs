using System.Text.Json;
using System.Text.Json.Nodes;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Dialects.Timespace.Records;
using Polychron.Domain.Log;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Wire;

/// <summary>Records in JSON: flat objects, of what every record has and then of its type's fields.</summary>
internal static class RecordJson
{
    /// <summary>A record alone.</summary>
    public static byte[] One(RecordForms forms, Scope scope, Entity record) => JsonBytes.Render(
        (forms, scope, record), static (json, one) => Write(json, one.forms, one.scope, one.record));

    /// <summary>A list of records, each in its scope.</summary>
    public static byte[] List(RecordForms forms, IEnumerable<(Scope Scope, Entity Record)> records) => JsonBytes.Render(
        (forms, records),
        static (json, list) =>
        {
            json.WriteStartArray();
            foreach (var (scope, record) in list.records)
            {
                Write(json, list.forms, scope, record);
            }

            json.WriteEndArray();
        });

    /// <summary>Writes a record as an object.</summary>
    public static void Write(Utf8JsonWriter json, RecordForms forms, Scope scope, Entity record)
    {
        json.WriteStartObject();
        WriteMembers(json, forms.Of(record), scope, record, isDeleted: false);
        json.WriteEndObject();
    }

    /// <summary>Writes a record's members into the present object.</summary>
    public static void WriteMembers(Utf8JsonWriter json, RecordForm form, Scope scope, Entity record, bool isDeleted)
    {
        var cloud = scope.View.WorkspaceId;
        json.WriteString("id"u8, RecordId.Of(cloud, record).ToString());
        json.WriteString("type"u8, form.Type.Id);
        json.WriteString("type_label"u8, Texts.Type(scope.Language, form.Type));
        json.WriteString("display_name"u8, form.NameOf(record));
        json.WriteString("cloud"u8, scope.Id(RecordKind.Cloud, cloud));
        json.WriteString("cloud_name"u8, scope.View.Picture.Workspace?.Name);
        json.WriteNumber("version"u8, record.Version);
        json.WriteBoolean("is_deleted"u8, isDeleted);
        json.WriteInstant("created_at", record.CreatedAt);
        json.WriteInstant("updated_at", record.UpdatedAt);
        form.Write(json, scope, record);
    }

    /// <summary>The names of the fields in which two images of a record differ.</summary>
    public static IEnumerable<string> Differences(RecordForm form, Scope scope, Entity? before, Entity after)
    {
        var old = before is null ? [] : Fields(form, scope, before);
        return Fields(form, scope, after)
            .Where(field => before is null || !JsonNode.DeepEquals(field.Value, old[field.Key]))
            .Select(field => field.Key);
    }

    private static JsonObject Fields(RecordForm form, Scope scope, Entity record) => JsonNode.Parse(JsonBytes.Render(
        (form, scope, record),
        static (json, one) =>
        {
            json.WriteStartObject();
            one.form.Write(json, one.scope, one.record);
            json.WriteEndObject();
        }))!.AsObject();
}

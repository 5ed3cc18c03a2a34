using System.Text.Json;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Dialects.Timespace.Records;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Wire;

/// <summary>The editable fields in Zapier's form: an array of <c>{key,label,type,required,list?,choices?,helpText?}</c>.</summary>
internal static class SchemaJson
{
    /// <summary>The most records that are offered as choices; where there are more, an id is still taken.</summary>
    private const int MaxChoices = 500;

    /// <summary>The fields of a new record, or those of one that exists, of which none is required.</summary>
    public static byte[] Render(RecordForm form, Scope scope, bool isNew) => JsonBytes.Render(
        (form, scope, isNew),
        static (json, one) =>
        {
            json.WriteStartArray();
            foreach (var field in one.form.Fields.Where(field => one.isNew || !field.IsForNew))
            {
                Write(json, one.scope, field, one.isNew);
            }

            json.WriteEndArray();
        });

    private static void Write(Utf8JsonWriter json, Scope scope, Field field, bool isNew)
    {
        json.WriteStartObject();
        json.WriteString("key"u8, field.Key);
        json.WriteString("label"u8, Texts.Field(scope.Language, field.Key));
        json.WriteString("type"u8, JsonNamingPolicy.CamelCase.ConvertName(field.Type.ToString()));
        json.WriteBoolean("required"u8, isNew && field.IsRequired);
        if (field.IsList)
        {
            json.WriteBoolean("list"u8, true);
        }

        if (Choices(scope, field) is { } choices)
        {
            json.WriteStartObject("choices"u8);
            foreach (var (value, label) in choices)
            {
                json.WriteString(value, label);
            }

            json.WriteEndObject();
        }

        if (Texts.Help(scope.Language, field.Key) is { } help)
        {
            json.WriteString("helpText"u8, help);
        }

        json.WriteEndObject();
    }

    private static List<(string Value, string Label)>? Choices(Scope scope, Field field)
    {
        if (field.Words is { } words)
        {
            return [.. words.Select(word => (word, Texts.Of(scope.Language, $"choice.{word}")))];
        }

        if (field.Reference is not { } kind)
        {
            return null;
        }

        var offered = Offer.Of(scope.View, scope.Member, kind, MaxChoices + 1);

        // Zapier takes no empty choices: where there are none, the field is one to write an id into.
        return offered.Count is > 0 and <= MaxChoices ? [.. offered.Select(one => (scope.Id(one.Kind, one.Id), one.Name))] : null;
    }
}

using System.Text.Json;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Domain.Log;
using Polychron.UseCases.Changes;

namespace Polychron.Dialects.Timether.Wire.Changes;

/// <summary>
/// A change as this API shows it. The fields are those of the resource as the reader sees it, so that what is kept from them
/// there is kept from them here.
/// </summary>
internal sealed class ChangeJson
{
    private const string UpdatedAt = "updated_at";

    private readonly VisibleChange _change;
    private readonly string _resource;
    private readonly byte[]? _record;
    private readonly List<(string Name, JsonElement? Before, JsonElement? After)> _changed = [];

    private ChangeJson(VisibleChange change, string resource, Viewer viewer)
    {
        _change = change;
        _resource = resource;
        _record = change.After is { } after ? Render(after, viewer) : null;
        if (change.Before is { } before)
        {
            Compare(Render(before, viewer), _record);
        }
    }

    /// <summary>The change; null for one in which the reader would see nothing.</summary>
    public static ChangeJson? Of(VisibleChange change, Viewer viewer)
    {
        if (change is { Before: null, After: null } || ResourceJson.NameOf(change.Record.Subject.Kind) is not { } resource)
        {
            return null;
        }

        // A timer that ran then is measured then, however late its change is read.
        var json = new ChangeJson(change, resource, viewer.At(change.Record.At));

        // Of a field that is kept from them, readers do not learn either that it changed.
        return change is { Before: not null, After: not null } && json._changed.TrueForAll(field => field.Name == UpdatedAt)
            ? null
            : json;
    }

    /// <summary>Writes it as a value.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="hasRecord">Whether the whole thing is in it, as it is after the change.</param>
    public void Write(Utf8JsonWriter json, bool hasRecord)
    {
        var record = _change.Record;
        json.WriteStartObject();
        json.WriteNumber("sequence"u8, record.Sequence);
        json.WriteInstant("at", record.At);
        json.WriteId("actor_id", record.ActorId == 0 ? null : record.ActorId);
        json.WriteString("type"u8, _change switch
        {
            { Before: null } => "created",
            { After: null } => "deleted",
            _ => "updated",
        });
        json.WriteString("resource"u8, _resource);
        json.WriteNumber("id"u8, record.Subject.Id);
        if (hasRecord)
        {
            json.WritePropertyName("record"u8);
            if (_record is null)
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteRawValue(_record, skipInputValidation: true);
            }
        }

        json.WriteStartObject("changed"u8);
        foreach (var (name, before, after) in _changed)
        {
            json.WriteStartObject(name);
            WriteValue(json, "before", before);
            WriteValue(json, "after", after);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static byte[] Render(Entity entity, Viewer viewer) =>
        JsonBytes.Render((entity, viewer), static (json, one) => ResourceJson.Write(json, one.viewer, one.entity));

    private static void WriteValue(Utf8JsonWriter json, string name, JsonElement? value)
    {
        json.WritePropertyName(name);
        if (value is { } element)
        {
            element.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    // A tombstone has all that there was.
    private void Compare(byte[] before, byte[]? after)
    {
        var then = JsonElement.Parse(before);
        var now = after is null ? default : JsonElement.Parse(after);
        foreach (var field in then.EnumerateObject())
        {
            var left = after is null ? (JsonElement?)null : now.GetProperty(field.Name);
            if (left is not { } value || !JsonElement.DeepEquals(field.Value, value))
            {
                _changed.Add((field.Name, field.Value, left));
            }
        }
    }
}

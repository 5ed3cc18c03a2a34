using System.Text.Json;
using Polychron.Domain.Clients;

namespace Polychron.Dialects.Timely.Wire.Clients;

/// <summary>A client as Timely shows it.</summary>
internal static class ClientJson
{
    /// <summary>Writes a client as a value.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="viewer">Who reads it.</param>
    /// <param name="client">The client.</param>
    /// <param name="hasReferences">Whether it lists what it is elsewhere: where it is listed or shown by itself.</param>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Client client, bool hasReferences = false)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, client.Id);
        json.WriteString("name"u8, client.Name);
        json.WriteBoolean("active"u8, !client.IsArchived);
        json.WriteString("external_id"u8, client.ExternalId);
        json.WriteIso("updated_at", viewer, client.UpdatedAt);
        if (hasReferences)
        {
            json.WriteStartArray("external_references"u8);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}

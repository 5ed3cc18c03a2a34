using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Domain.Clients;
using Polychron.UseCases.Clients;

namespace Polychron.Dialects.Timether.Wire.Clients;

/// <summary>A client as Timether shows and reads it.</summary>
internal static class ClientJson
{
    /// <summary>The key that a body may be wrapped in.</summary>
    public const string Key = "client";

    /// <summary>The list of clients.</summary>
    public static readonly MemoryList<Client> List = new(
        Write,
        client => client.Name,
        ListFilter.Flag<Client>("is_archived", client => client.IsArchived),
        ListFilter.Text<Client>("external_id", client => client.ExternalId),
        ListFilter.Search<Client>("name", client => client.Name));

    /// <summary>Writes a client as a value.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Client client)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, client.Id);
        json.WriteString("name"u8, client.Name);
        json.WriteBoolean("is_archived"u8, client.IsArchived);
        json.WriteString("external_id"u8, client.ExternalId);
        json.WriteInstant("created_at", client.CreatedAt);
        json.WriteInstant("updated_at", client.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>A client's tag.</summary>
    public static string ETag(Client client, Viewer viewer) => ViewETag.Of(client, viewer);

    /// <summary>The body of a client.</summary>
    public static byte[] Render(Viewer viewer, Client client) =>
        JsonBytes.Render((viewer, client), static (json, one) => Write(json, one.viewer, one.client));

    /// <summary>Reads what is to be written of a client.</summary>
    public static ClientChanges Read(JsonBody body, bool isNew)
    {
        var reader = TimetherBody.Read(body, Key);
        if (isNew)
        {
            reader.Require("name");
        }

        var changes = new ClientChanges
        {
            Name = reader.Text("name", Client.MaxNameLength).Given(reader, "name"),
            IsArchived = reader.Boolean("is_archived").Given(reader, "is_archived"),
            ExternalId = reader.Text("external_id", TimetherBody.MaxExternalIdLength).ToChange(),
        };
        reader.ThrowIfInvalid();
        return changes;
    }
}

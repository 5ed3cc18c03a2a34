using System.Text.Json.Serialization;
using Polychron.Domain.Clients;
using Polychron.Domain.Log;

namespace Polychron.Storage.Rows;

/// <summary>A stored client.</summary>
internal sealed class ClientRow : ImageRow<Client>
{
    [JsonPropertyName("n")]
    public string Name { get; set; } = "";

    [JsonPropertyName("x")]
    public bool IsArchived { get; set; }

    [JsonPropertyName("ei")]
    public string? ExternalId { get; set; }

    [JsonPropertyName("cf")]
    public Dictionary<string, string>? CustomFields { get; set; }

    public static ClientRow From(Client client)
    {
        var row = new ClientRow
        {
            Name = client.Name,
            IsArchived = client.IsArchived,
            ExternalId = client.ExternalId,
            CustomFields = CustomFieldRow.From(client.CustomFields),
        };
        row.Stamp(client);
        return row;
    }

    protected override Entity Convert() => new Client
    {
        Name = Name,
        IsArchived = IsArchived,
        ExternalId = ExternalId,
        CustomFields = CustomFieldRow.To(CustomFields),
    };
}

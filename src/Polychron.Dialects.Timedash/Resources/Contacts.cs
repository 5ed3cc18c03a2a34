using Polychron.Domain.Clients;

namespace Polychron.Dialects.Timedash.Resources;

/// <summary>A contact: whom work is for. A client of the workspace.</summary>
internal static class Contacts
{
    public static readonly Resource<Client> Resource = new(
        "contact",
        client => client.Id,
        [
            new("name", PropertyKind.Text, "Its name: 1 to 255 characters.", (client, _) => PropertyValue.Of(client.Name)),
            new("archived", PropertyKind.Boolean, "Whether it was put away; its agreements stay.", (client, _) => PropertyValue.Of(client.IsArchived)),
            new("external_id", PropertyKind.Text, "What another system calls it: up to 255 characters.", (client, _) => PropertyValue.Of(client.ExternalId)) { IsNullable = true },
            new("created", PropertyKind.Moment, "When it was created.", (client, _) => PropertyValue.Of(client.CreatedAt)),
            new("updated", PropertyKind.Moment, "When it was last changed.", (client, _) => PropertyValue.Of(client.UpdatedAt)),
        ],
        client => client.CustomFields);

    /// <summary>The ETag: of all that is shown.</summary>
    public static string ETag(Client client) => $"\"{client.Id}-{client.Version}\"";
}

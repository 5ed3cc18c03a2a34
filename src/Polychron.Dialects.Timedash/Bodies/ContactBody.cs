using Polychron.Dialects.Bodies;
using Polychron.Domain.Clients;
using Polychron.UseCases.Clients;

namespace Polychron.Dialects.Timedash.Bodies;

/// <summary>Reads the bodies of requests that write a contact.</summary>
internal static class ContactBody
{
    /// <summary>What can be set.</summary>
    public static readonly string[] Settable = ["name", "archived", "external_id", "metadata"];

    private static readonly string[] Shown = ["id", "object", "created", "updated"];

    /// <summary>The changes.</summary>
    public static ClientChanges Read(JsonBody body, bool isNew)
    {
        var reader = Members.Read(body, Settable, Shown);
        if (isNew)
        {
            reader.Require("name");
        }

        var changes = new ClientChanges
        {
            Name = reader.Text("name", Client.MaxNameLength).NotNull(reader, "name"),
            IsArchived = reader.Boolean("archived").NotNull(reader, "archived"),
            ExternalId = reader.Text("external_id", Client.MaxNameLength).Select(text => string.IsNullOrEmpty(text) ? null : text).ToChange(),
            CustomFields = MetadataField.Read(reader),
            CustomFieldLimits = MetadataField.Limits,
        };
        reader.ThrowIfInvalid();
        return changes;
    }
}

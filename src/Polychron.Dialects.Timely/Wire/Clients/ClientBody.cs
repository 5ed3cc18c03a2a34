using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.UseCases.Clients;

namespace Polychron.Dialects.Timely.Wire.Clients;

/// <summary>Bodies that create and change clients.</summary>
internal static class ClientBody
{
    /// <summary>Reads one.</summary>
    /// <exception cref="Dialects.Errors.RequestException">A value is not acceptable.</exception>
    public static ClientChanges Read(JsonBody body)
    {
        var reader = TimelyBody.Read(body, "client");
        var changes = new ClientChanges
        {
            Name = Fields.Text(reader, "name", 1_000),
            IsArchived = Fields.Not(reader, "active"),
            ExternalId = Fields.OptionalText(reader, "external_id", TimelyBody.MaxExternalIdLength),
        };
        reader.ThrowIfInvalid();
        return changes;
    }
}

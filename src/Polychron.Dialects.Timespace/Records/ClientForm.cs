using System.Text.Json;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Clients;
using Polychron.Domain.Log;
using Polychron.UseCases.Clients;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>Clients.</summary>
internal sealed class ClientForm() : RecordForm(RecordType.Client, Name, ExternalId, Archived)
{
    private static readonly Field Name = new("name") { IsRequired = true, MaxLength = Client.MaxNameLength };
    private static readonly Field ExternalId = new("external_id");
    private static readonly Field Archived = new("archived", FieldType.Boolean);

    /// <inheritdoc />
    public override string NameOf(Entity record) => ((Client)record).Name;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, Scope scope, Entity record)
    {
        var client = (Client)record;
        json.WriteString("name"u8, client.Name);
        json.WriteString("external_id"u8, client.ExternalId);
        json.WriteBoolean("archived"u8, client.IsArchived);
    }

    /// <inheritdoc />
    public override ValueTask<Entity> CreateAsync(RecordWrite write) =>
        ValueTask.FromResult<Entity>(SaveClient.Create(write.Transaction, Changes(write.Fields)));

    /// <inheritdoc />
    public override ValueTask<Entity> UpdateAsync(RecordWrite write, long id) =>
        ValueTask.FromResult<Entity>(SaveClient.Update(write.Transaction, id, Changes(write.Fields)));

    /// <inheritdoc />
    public override ValueTask DeleteAsync(IWorkspaceTransaction transaction, long id)
    {
        DeleteClient.Run(transaction, id);
        return ValueTask.CompletedTask;
    }

    private static ClientChanges Changes(FieldReader fields)
    {
        var changes = new ClientChanges
        {
            Name = fields.Line(Name),
            ExternalId = fields.Text(ExternalId),
            IsArchived = fields.Boolean(Archived),
        };
        fields.ThrowIfInvalid();
        return changes;
    }
}

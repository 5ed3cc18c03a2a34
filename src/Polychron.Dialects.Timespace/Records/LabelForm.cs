using System.Text.Json;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.UseCases.Labels;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>Labels.</summary>
internal sealed class LabelForm() : RecordForm(RecordType.Label, Name, Parent, Archived)
{
    private static readonly Field Name = new("name") { IsRequired = true, MaxLength = Label.MaxNameLength };
    private static readonly Field Parent = new("parent") { Reference = RecordKind.Label };
    private static readonly Field Archived = new("archived", FieldType.Boolean);

    /// <inheritdoc />
    public override string NameOf(Entity record) => ((Label)record).Name;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, Scope scope, Entity record)
    {
        var label = (Label)record;
        json.WriteString("name"u8, label.Name);
        json.WriteString("parent"u8, label.ParentId is { } parent ? scope.Id(RecordKind.Label, parent) : null);
        json.WriteBoolean("archived"u8, label.IsArchived);
    }

    /// <inheritdoc />
    public override ValueTask<Entity> CreateAsync(RecordWrite write) =>
        ValueTask.FromResult<Entity>(SaveLabel.Create(write.Transaction, Changes(write.Fields)));

    /// <inheritdoc />
    public override ValueTask<Entity> UpdateAsync(RecordWrite write, long id) =>
        ValueTask.FromResult<Entity>(SaveLabel.Update(write.Transaction, id, Changes(write.Fields)));

    /// <inheritdoc />
    public override ValueTask DeleteAsync(IWorkspaceTransaction transaction, long id)
    {
        DeleteLabel.Run(transaction, id);
        return ValueTask.CompletedTask;
    }

    private static LabelChanges Changes(FieldReader fields)
    {
        var changes = new LabelChanges
        {
            Name = fields.Line(Name),
            ParentId = fields.Reference(Parent),
            IsArchived = fields.Boolean(Archived),
        };
        fields.ThrowIfInvalid();
        return changes;
    }
}

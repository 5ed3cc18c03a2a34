using System.Text.Json;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>A write of a record.</summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="Fields">The fields of the body.</param>
/// <param name="Caller">Who writes.</param>
/// <param name="RobotEmail">The address of a robot user, should one be made: the same when the work runs again.</param>
internal sealed record RecordWrite(IWorkspaceTransaction Transaction, FieldReader Fields, Caller Caller, string RobotEmail);

/// <summary>A type's fields, and the use cases behind them. What a type does not do is refused.</summary>
internal abstract class RecordForm(RecordType type, params IReadOnlyList<Field> fields)
{
    /// <summary>The type.</summary>
    public RecordType Type { get; } = type;

    /// <summary>The fields that can be written.</summary>
    public IReadOnlyList<Field> Fields { get; } = fields;

    /// <summary>What a record is called.</summary>
    public abstract string NameOf(Entity record);

    /// <summary>Writes the fields of a record, those too that cannot be written, as members of the present object.</summary>
    public abstract void Write(Utf8JsonWriter json, Scope scope, Entity record);

    /// <summary>Makes a record. The body has been checked for what is required.</summary>
    /// <exception cref="DomainException">It is refused.</exception>
    public virtual ValueTask<Entity> CreateAsync(RecordWrite write) => throw Refusal();

    /// <summary>Changes a record.</summary>
    /// <exception cref="DomainException">It is refused.</exception>
    public virtual ValueTask<Entity> UpdateAsync(RecordWrite write, long id) => throw Refusal();

    /// <summary>What comes before the transaction that deletes a record.</summary>
    /// <exception cref="DomainException">It is refused.</exception>
    public virtual Task PrepareDeleteAsync(Caller caller, long id, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Deletes a record.</summary>
    /// <exception cref="DomainException">It is refused.</exception>
    public virtual ValueTask DeleteAsync(IWorkspaceTransaction transaction, long id) => throw Refusal();

    private static DomainException Refusal() => DomainException.Forbidden("Records of this type are not written here.");
}

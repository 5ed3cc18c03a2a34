using System.Text.Json;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Log;
using Polychron.Domain.Teams;
using Polychron.UseCases;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Records;
using Polychron.UseCases.Teams;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>Teams.</summary>
internal sealed class TeamForm() : RecordForm(RecordType.Team, Name, People, ExternalId)
{
    private static readonly Field Name = new("name") { IsRequired = true, MaxLength = 200 };
    private static readonly Field People = new("people") { IsList = true, Reference = RecordKind.Person };
    private static readonly Field ExternalId = new("external_id");

    /// <inheritdoc />
    public override string NameOf(Entity record) => ((Team)record).Name;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, Scope scope, Entity record)
    {
        var team = (Team)record;
        json.WriteString("name"u8, team.Name);
        json.WriteStartArray("people"u8);
        foreach (var user in team.UserIds)
        {
            if (scope.UserId(user) is { } id)
            {
                json.WriteStringValue(id);
            }
        }

        json.WriteEndArray();
        json.WriteString("external_id"u8, team.ExternalId);
    }

    /// <inheritdoc />
    public override ValueTask<Entity> CreateAsync(RecordWrite write) =>
        ValueTask.FromResult<Entity>(SaveTeam.Create(write.Transaction, Changes(write.Fields, null)));

    /// <inheritdoc />
    public override ValueTask<Entity> UpdateAsync(RecordWrite write, long id) => ValueTask.FromResult<Entity>(SaveTeam.Update(
        write.Transaction, id, Changes(write.Fields, write.Transaction.Picture.Teams.GetValueOrDefault(id))));

    /// <inheritdoc />
    public override ValueTask DeleteAsync(IWorkspaceTransaction transaction, long id)
    {
        SaveTeam.Delete(transaction, id);
        return ValueTask.CompletedTask;
    }

    private static TeamChanges Changes(FieldReader fields, Team? before)
    {
        var people = fields.References(People);
        var changes = new TeamChanges
        {
            Name = fields.Line(Name),
            ExternalId = fields.Text(ExternalId),

            // Who leads it is not shown here, and stays.
            Users = people.IsSet
                ? Change<IReadOnlyList<(long, bool)>>.To(
                    [.. people.Or([]).Select(user => (user, before?.LeadIds.Contains(user) == true))])
                : default,
        };
        fields.ThrowIfInvalid();
        return changes;
    }
}

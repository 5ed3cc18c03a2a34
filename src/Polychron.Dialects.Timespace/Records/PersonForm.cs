using System.Text.Json;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.UseCases;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Users;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>Persons: the members who are no robot users.</summary>
internal sealed class PersonForm(IDirectory directory) : RecordForm(RecordType.Person, Name, Email, RoleWord, ExternalId)
{
    private static readonly Field Name = new("name") { IsRequired = true, MaxLength = 200 };
    private static readonly Field Email = new("email") { IsRequired = true, IsForNew = true };
    private static readonly Field RoleWord = new("role") { Words = ["viewer", "member", "manager", "owner"] };
    private static readonly Field ExternalId = new("external_id");

    /// <inheritdoc />
    public override string NameOf(Entity record) => ((Member)record).Name;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, Scope scope, Entity record)
    {
        var member = (Member)record;
        var isShown = ManagePermit.SeesProfile(scope.Member, member.Id);
        json.WriteString("name"u8, member.Name);
        json.WriteString("email"u8, member.Email);
        json.WriteString("role"u8, isShown ? RoleWord.Words![(int)member.Role] : null);
        json.WriteString("time_zone"u8, member.TimeZone);
        json.WriteString("external_id"u8, member.ExternalId);
    }

    /// <inheritdoc />
    public override async ValueTask<Entity> CreateAsync(RecordWrite write)
    {
        var (name, email, changes) = (write.Fields.Line(Name), write.Fields.Line(Email), Changes(write.Fields));
        write.Fields.ThrowIfInvalid();
        return await InviteMember.RunAsync(directory, write.Transaction, new InviteMember.Command
        {
            Name = name.Or(""),
            Email = email.Or(""),
            Changes = changes with { Role = changes.Role.IsSet ? changes.Role : Change<Role>.To(Role.Member) },
        }).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override async ValueTask<Entity> UpdateAsync(RecordWrite write, long id)
    {
        var (name, changes) = (write.Fields.Line(Name), Changes(write.Fields));
        write.Fields.ThrowIfInvalid();
        var member = await UpdateMember.RunAsync(
            write.Transaction,
            new UpdateMember.Command { Id = id, Changes = changes, Name = name.IsSet ? name.Or("") : null }).ConfigureAwait(false);
        if (name.IsSet && id == write.Transaction.ActorId)
        {
            await RenameUser.RunAsync(directory, id, member.Name).ConfigureAwait(false);
        }

        return member;
    }

    /// <inheritdoc />
    public override ValueTask DeleteAsync(IWorkspaceTransaction transaction, long id)
    {
        RemoveMember.Run(transaction, id);
        return ValueTask.CompletedTask;
    }

    private static MemberChanges Changes(FieldReader fields) => new()
    {
        Role = fields.Word(RoleWord, word => (Role)RoleWord.Words!.ToList().IndexOf(word)),
        ExternalId = fields.Text(ExternalId),
    };
}

using System.Text.Json;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Records;
using Polychron.UseCases.Robots;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>Robot users, in each cloud that lets them in.</summary>
internal sealed class RobotUserForm(IDirectory directory, IWorkspaceLog log) : RecordForm(RecordType.RobotUser, Name, Permission)
{
    private const string Read = "read";
    private const string ReadAndWrite = "write";

    /// <summary>What a cloud lets a robot user do.</summary>
    public static readonly Field Permission = new("permission") { IsRequired = true, Words = [Read, ReadAndWrite] };

    private static readonly Field Name = new("name") { IsRequired = true, MaxLength = 200 };

    /// <summary>The access that a word means.</summary>
    public static RobotAccess Parse(string word) => word == ReadAndWrite ? RobotAccess.Write : RobotAccess.Read;

    /// <inheritdoc />
    public override string NameOf(Entity record) => ((Member)record).Name;

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter json, Scope scope, Entity record)
    {
        var robot = (Member)record;
        var access = RobotAccesses.Of(robot.Role);
        json.WriteString("name"u8, robot.Name);
        json.WriteString("permission"u8, access == RobotAccess.Write ? ReadAndWrite : Read);
        json.WriteString("owner_cloud"u8, RecordId.Of(robot.RobotOf!.Value, RecordKind.Cloud, robot.RobotOf.Value));
    }

    /// <inheritdoc />
    public override async ValueTask<Entity> CreateAsync(RecordWrite write)
    {
        var (name, access) = (write.Fields.Line(Name), write.Fields.Word(Permission, Parse));
        write.Fields.ThrowIfInvalid();
        return await CreateRobot.RunAsync(
            directory,
            write.Transaction,
            new CreateRobot.Command(name.Or(""), access.Or(RobotAccess.Read), write.RobotEmail, write.Caller.TokenId)).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override ValueTask<Entity> UpdateAsync(RecordWrite write, long id)
    {
        var (name, access) = (write.Fields.Line(Name), write.Fields.Word(Permission, Parse));
        write.Fields.ThrowIfInvalid();
        return ValueTask.FromResult<Entity>(UpdateRobot.Run(write.Transaction, id, name, access));
    }

    /// <inheritdoc />
    public override Task PrepareDeleteAsync(Caller caller, long id, CancellationToken cancellation) =>
        RemoveRobot.PrepareAsync(directory, log, caller, id, cancellation);

    /// <inheritdoc />
    public override ValueTask DeleteAsync(IWorkspaceTransaction transaction, long id)
    {
        RemoveRobot.Run(transaction, id);
        return ValueTask.CompletedTask;
    }
}

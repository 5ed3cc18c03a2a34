using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Dialects.Timespace.Records;
using Polychron.Dialects.Timespace.Wire;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Records;
using Polychron.UseCases.Robots;
using Polychron.UseCases.Tokens;

namespace Polychron.Dialects.Timespace.Functions;

/// <summary>"Robot Users": what of them is no field of a record. The id is that of the robot user in the cloud that owns it.</summary>
public sealed class RobotFunctions(
    WriteRunner writes, BodyReader bodies, IDirectory directory, IWorkspaceLog log, IRandomSource random)
{
    private const int MaxIdLength = 64;
    private const string DefaultName = "API key";

    /// <summary>"Get API Key".</summary>
    [Function("TimespaceCreateKey")]
    public Task<IResult> CreateKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Keys)] HttpRequest request, string id)
    {
        var robot = PathId.Robot(id);
        var caller = request.GetCaller();
        return writes.RunAsync(
            request,
            (body, _) =>
            {
                var fields = body.Read();
                var name = fields.Text("name", 200).Or(null);
                fields.ThrowIfInvalid();
                return (Name: name ?? DefaultName, Secret: TokenSecret.New(random));
            },
            async (command, transaction) =>
            {
                var key = await RobotKeys.CreateAsync(
                    directory, transaction, robot, command.Name, command.Secret, caller.TokenId).ConfigureAwait(false);
                return Reply.CreatedOnce(KeyJson.New(key, command.Secret), KeyJson.New(key, null));
            });
    }

    /// <summary>The keys, without their texts, which nobody has.</summary>
    [Function("TimespaceListKeys")]
    public Task<IResult> ListKeys(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Keys)] HttpRequest request, string id)
    {
        var robot = PathId.Robot(id);
        return ReadRunner.RunAsync(request, async caller => Reply.Ok(KeyJson.List(
            await RobotKeys.ListAsync(directory, caller, robot, request.HttpContext.RequestAborted).ConfigureAwait(false))));
    }

    /// <summary>Revokes a key: refused from the next request on.</summary>
    [Function("TimespaceRevokeKey")]
    public async Task<IResult> RevokeKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Key)] HttpRequest request, string id, string keyId)
    {
        var robot = PathId.Robot(id);
        await RobotKeys.RevokeAsync(
            directory, log, request.GetCaller(), robot, RouteId.Parse(keyId, "Key"), request.HttpContext.RequestAborted)
            .ConfigureAwait(false);
        return new BytesResult(StatusCodes.Status204NoContent);
    }

    /// <summary>"Give the robot user permissions as needed to clouds": answers with its record there.</summary>
    [Function("TimespacePermit")]
    public async Task<IResult> Permissions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Permissions)] HttpRequest request, string id, string language)
    {
        var robot = PathId.Robot(id);
        var caller = request.GetCaller();
        var cancellation = request.HttpContext.RequestAborted;
        var fields = (await bodies.ReadAsync(request, BodyRules.Required, cancellation).ConfigureAwait(false)).Read();
        fields.Require("cloud");
        fields.Require("permission");
        var cloudText = fields.Text("cloud", MaxIdLength).Or(null);
        var word = fields.Text("permission", MaxIdLength).Or(null);
        if (word is not null && !RobotUserForm.Permission.Words!.Contains(word))
        {
            fields.Fail("permission", "must be read or write.");
        }

        fields.ThrowIfInvalid();
        if (!RecordId.TryParse(cloudText, out var cloud) || cloud.Type.Kind != RecordKind.Cloud || cloud.Number != cloud.Cloud)
        {
            throw RequestException.Invalid("cloud", "The cloud field is not the id of a cloud.");
        }

        await GrantRobot.RunAsync(directory, log, caller, robot, cloud.Cloud, RobotUserForm.Parse(word!), cancellation)
            .ConfigureAwait(false);
        var view = await log.OpenAsync(cloud.Cloud, cancellation).ConfigureAwait(false);
        var member = Permit.Reader(view, caller.UserId);
        var record = await FindRecord.RunAsync(view, member, RecordKind.Robot, robot, cancellation).ConfigureAwait(false);
        var scope = new Scope(view, member, record.UpdatedAt, LanguageTags.Read(language));
        return new BytesResult(StatusCodes.Status200OK, RecordJson.One(new RecordForms(directory, log, random), scope, record));
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Dialects.Timespace.Records;
using Polychron.Dialects.Timespace.Wire;
using Polychron.Dialects.Writes;
using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Records;
using Polychron.UseCases.Robots;

namespace Polychron.Dialects.Timespace.Functions;

/// <summary>"Single Records" and "List Records".</summary>
public sealed class RecordFunctions
{
    private readonly WriteRunner _writes;
    private readonly IRandomSource _random;
    private readonly RecordForms _forms;
    private readonly RecordReader _reader;

    /// <summary>The functions.</summary>
    public RecordFunctions(WriteRunner writes, IDirectory directory, IWorkspaceLog log, IRandomSource random, IClock clock)
    {
        (_writes, _random) = (writes, random);
        _forms = new RecordForms(directory, log, random);
        _reader = new RecordReader(_forms, directory, log, clock);
    }

    /// <summary>"Returns all fields", "list the editable field schema", "lists records of type", "My clouds".</summary>
    [Function("TimespaceRead")]
    public Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Rest)] HttpRequest request, string id, string language)
    {
        var words = LanguageTags.Read(language);
        return ReadRunner.RunAsync(request, caller =>
            id == PathId.None ? _reader.GeneralAsync(request, caller, words)
            : RecordId.TryParse(id, out var record) ? _reader.RecordAsync(request, caller, record, words)
            : TemplateId.TryParse(id, out var template) ? ValueTask.FromResult(_reader.Template(request, caller, template, words))
            : _reader.ListAsync(request, caller, PathId.Type(id), words));
    }

    /// <summary>"Create a new record based on a template".</summary>
    [Function("TimespaceCreate")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Rest)] HttpRequest request, string id, string language)
    {
        var form = _forms[PathId.Template(id).Type];
        var caller = request.GetCaller();
        return _writes.RunAsync(
            request,
            (body, _) => (Body: body, RobotEmail: CreateRobot.NewEmail(_random)),
            async (command, transaction) =>
            {
                var member = Permit.Reader(transaction, transaction.ActorId);
                var fields = new FieldReader(command.Body, transaction, member) { IsNew = true };
                fields.Require(form.Fields);
                var record = await form.CreateAsync(new RecordWrite(transaction, fields, caller, command.RobotEmail))
                    .ConfigureAwait(false);
                return Reply.Created(
                    RecordJson.One(_forms, ScopeOf(transaction, language), record), RecordReader.TagOf(record));
            });
    }

    /// <summary>"Create new version of record, include fields to modify".</summary>
    [Function("TimespaceUpdate")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Routes.Rest)] HttpRequest request, string id, string language)
    {
        var named = PathId.Record(id);
        var caller = request.GetCaller();
        return _writes.RunAsync(
            request,
            (body, _) => body,
            async (body, transaction) =>
            {
                await CheckAsync(request, transaction, named).ConfigureAwait(false);
                var fields = new FieldReader(body, transaction, Permit.Reader(transaction, transaction.ActorId));
                var record = await _forms[named.Type].UpdateAsync(new RecordWrite(transaction, fields, caller, ""), named.Number)
                    .ConfigureAwait(false);
                return Reply.Ok(RecordJson.One(_forms, ScopeOf(transaction, language), record), RecordReader.TagOf(record));
            });
    }

    /// <summary>"Marks a record deleted".</summary>
    [Function("TimespaceDelete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Rest)] HttpRequest request, string id, string language)
    {
        var named = PathId.Record(id);
        var form = _forms[named.Type];
        await form.PrepareDeleteAsync(request.GetCaller(), named.Number, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return await _writes.RunAsync(request, async transaction =>
        {
            await CheckAsync(request, transaction, named).ConfigureAwait(false);
            await form.DeleteAsync(transaction, named.Number).ConfigureAwait(false);
            return Reply.Ok(JsonBytes.Render(named, static (json, named) =>
            {
                json.WriteStartObject();
                json.WriteString("id"u8, named.ToString());
                json.WriteBoolean("is_deleted"u8, true);
                json.WriteEndObject();
            }));
        }).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether the record is there for the caller and as the request's If-Match has it. Of entries the use case finds out the
    /// first, so that only a condition costs a read.
    /// </summary>
    private static async ValueTask CheckAsync(HttpRequest request, IWorkspaceTransaction transaction, RecordId id)
    {
        var condition = RequestConditions.IfMatch(request);
        if (id.Type.Kind == RecordKind.Entry && condition is null)
        {
            return;
        }

        Entity record = await FindRecord.RunAsync(
            transaction, Permit.Reader(transaction, transaction.ActorId), id.Type.Kind!.Value, id.Number).ConfigureAwait(false);
        if (condition?.Invoke(RecordReader.TagOf(record)) == false)
        {
            throw DomainException.PreconditionFailed();
        }
    }

    private static Scope ScopeOf(IWorkspaceTransaction transaction, string language) => new(
        transaction, Permit.Reader(transaction, transaction.ActorId), transaction.Now, LanguageTags.Read(language));
}

using Microsoft.AspNetCore.Http;
using NodaTime;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Paging;
using Polychron.Dialects.Query;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Dialects.Timespace.Records;
using Polychron.Dialects.Timespace.Wire;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Functions;

/// <summary>What a GET of the one path for everything means, by the id in it.</summary>
internal sealed class RecordReader(RecordForms forms, IDirectory directory, IWorkspaceLog log, IClock clock)
{
    private const int MaxLimit = 500;
    private const long MaxOffset = 1_000_000_000;

    /// <summary>A record, its versions or one of them, or what of it can be edited.</summary>
    public async ValueTask<Reply> RecordAsync(HttpRequest request, Caller caller, RecordId id, Language language)
    {
        var cancellation = request.HttpContext.RequestAborted;
        var query = QueryBag.Of(request, ignoresBlank: true);
        var version = query.WholeNumber("version", 1);
        var isHistory = query.Boolean("versions") == true;
        query.ThrowIfInvalid();
        var record = await FindRecord.RunAsync(caller.Workspace, caller.Member, id.Type.Kind!.Value, id.Number, cancellation)
            .ConfigureAwait(false);
        var form = forms[id.Type];
        var scope = ScopeOf(caller, language);
        if (IsSchema(query))
        {
            return Reply.Ok(SchemaJson.Render(form, scope, isNew: false));
        }

        if (isHistory)
        {
            var versions = await RecordHistory.ListAsync(
                log, caller.Workspace, caller.Member, record, RecordHistory.MaxVersions, cancellation).ConfigureAwait(false);
            return Reply.Ok(VersionJson.Render(form, scope, versions));
        }

        if (version is { } number)
        {
            var change = await RecordHistory.FindAsync(log, caller.Workspace, caller.Member, record, number, cancellation)
                .ConfigureAwait(false);

            // As of its own moment: a timer that ran then has run on since.
            return Reply.Ok(RecordJson.One(forms, scope with { Now = change.At }, change.After!));
        }

        return Shown(scope, record);
    }

    /// <summary>What a new record of a template needs.</summary>
    public Reply Template(HttpRequest request, Caller caller, TemplateId id, Language language) =>
        IsSchema(QueryBag.Of(request, ignoresBlank: true))
            ? Reply.Ok(SchemaJson.Render(forms[id.Type], ScopeOf(caller, language), isNew: true))
            : throw PathId.NotFound();

    /// <summary>A list of records.</summary>
    public async ValueTask<Reply> ListAsync(HttpRequest request, Caller caller, RecordType type, Language language)
    {
        var query = QueryBag.Of(request, ignoresBlank: true);
        if (!query.Has("limit"))
        {
            throw new RequestException(new RequestError(RequestErrorKind.BadRequest, "The limit parameter is required.")
            {
                Code = Timespace.Errors.LimitRequired,
                Fields = [new FieldError("limit", "is required.")],
            });
        }

        var limit = (int)(query.WholeNumber("limit", 1, MaxLimit) ?? 0);
        var offset = query.WholeNumber("offset", 0, MaxOffset) ?? 0;
        var words = SearchWords.Parse(query.Text("freetext", SearchWords.MaxLength));
        var isEverywhere = query.Boolean("all_clouds") == true;
        query.ThrowIfInvalid();
        var cancellation = request.HttpContext.RequestAborted;
        var clouds = await Cloud.ListAsync(directory, log, caller, cancellation).ConfigureAwait(false);
        var found = await ListRecords.RunAsync(
            clouds, new ListRecords.Query(type.Kinds, words, !isEverywhere, offset, limit), cancellation).ConfigureAwait(false);
        if (found.Count == limit)
        {
            request.HttpContext.Response.Headers.Link = $"<{new PageLinks(request, query, "offset").Of(offset + limit)}>; rel=\"next\"";
        }

        return Reply.Ok(RecordJson.List(forms, found.Select(one => (ScopeOf(one.Cloud, language), one.Record))));
    }

    /// <summary>What is neither of a type nor of a record: the caller's clouds, the types and the templates.</summary>
    public async ValueTask<Reply> GeneralAsync(HttpRequest request, Caller caller, Language language)
    {
        var query = QueryBag.Of(request, ignoresBlank: true);
        var (isClouds, isTypes, isTemplates) =
            (query.Boolean("my_clouds") == true, query.Boolean("types") == true, query.Boolean("templates") == true);
        query.ThrowIfInvalid();
        if (isTypes)
        {
            return Reply.Ok(TypeJson.Types(language));
        }

        if (!isClouds && !isTemplates)
        {
            throw new RequestException(
                RequestErrorKind.BadRequest, "The id 0 takes my_clouds=true, types=true or templates=true.");
        }

        var clouds = (await Cloud.ListAsync(directory, log, caller, request.HttpContext.RequestAborted).ConfigureAwait(false))
            .Where(cloud => cloud.IsOwn);
        return Reply.Ok(isTemplates
            ? TypeJson.Templates(clouds, language)
            : RecordJson.List(forms, clouds.Select(cloud => (ScopeOf(cloud, language), (Entity)cloud.View.Picture.Workspace!))));
    }

    /// <summary>The reply of one record. It names others, which change by themselves, so that the ETag only guards writes.</summary>
    public Reply Shown(Scope scope, Entity record) => Reply.OkMoving(RecordJson.One(forms, scope, record), TagOf(record));

    /// <summary>The ETag of a record.</summary>
    public static string TagOf(Entity record) => EntityTag.Strong(record.Id, record.Version);

    private static bool IsSchema(QueryBag query)
    {
        switch (query.Text("schema"))
        {
            case null:
                query.ThrowIfInvalid();
                return false;
            case "editable":
                return true;
            default:
                throw RequestException.Invalid("schema", "The schema field must be editable.");
        }
    }

    private Scope ScopeOf(Caller caller, Language language) =>
        new(caller.Workspace, caller.Member, clock.GetCurrentInstant(), language);

    private Scope ScopeOf(Cloud cloud, Language language) => new(cloud.View, cloud.Member, clock.GetCurrentInstant(), language);
}

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Tags;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Labels;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>tags</c>.</summary>
public sealed class TagFunctions(WriteRunner writes, IClock clock)
{
    private const string What = "Tag";

    /// <summary>Lists tags.</summary>
    [Function("TimetherListTags")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Tags)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(TagJson.List.Page(
            request, Viewer.Of(caller, clock.GetCurrentInstant()), caller.Workspace.Picture.Labels.Values)));

    /// <summary>Creates a tag.</summary>
    [Function("TimetherCreateTag")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Tags)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, _) => TagJson.Read(body, isNew: true),
            static (changes, transaction) =>
            {
                var tag = SaveLabel.Create(transaction, changes);
                var viewer = Viewer.Of(transaction);
                return ValueTask.FromResult(Reply.Created(TagJson.Render(viewer, tag), TagJson.ETag(tag, viewer)));
            });

    /// <summary>Shows a tag.</summary>
    [Function("TimetherShowTag")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Tag)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var tag = LabelTree.Find(caller.Workspace, RouteId.Parse(id, What));
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            return ValueTask.FromResult(Reply.Ok(TagJson.Render(viewer, tag), TagJson.ETag(tag, viewer)));
        });

    /// <summary>Changes a tag; what is left out stays.</summary>
    [Function("TimetherUpdateTag")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", "put", Route = Routes.Tag)] HttpRequest request, string id)
    {
        var tagId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            static (body, _) => TagJson.Read(body, isNew: false),
            (changes, transaction) =>
            {
                var viewer = Viewer.Of(transaction);
                IfMatch.Require(request, TagJson.ETag(LabelTree.Find(transaction, tagId), viewer));
                var tag = SaveLabel.Update(transaction, tagId, changes);
                return ValueTask.FromResult(Reply.Ok(TagJson.Render(viewer, tag), TagJson.ETag(tag, viewer)));
            });
    }

    /// <summary>Deletes a tag with all below it; entries stay, without it.</summary>
    [Function("TimetherDeleteTag")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Tag)] HttpRequest request, string id)
    {
        var tagId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            IfMatch.Require(request, TagJson.ETag(LabelTree.Find(transaction, tagId), Viewer.Of(transaction)));
            DeleteLabel.Run(transaction, tagId);
            return ValueTask.FromResult(Reply.NoContent());
        });
    }
}

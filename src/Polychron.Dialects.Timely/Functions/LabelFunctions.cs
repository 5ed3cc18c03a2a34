using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire.Labels;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Labels;
using Polychron.UseCases.Labels;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Labels".</summary>
public sealed class LabelFunctions(WriteRunner writes)
{
    /// <summary>"Create a label".</summary>
    [Function("TimelyCreateLabel")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Labels)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, _) => LabelBody.Read(body),
            static (changes, transaction) =>
                ValueTask.FromResult(Reply.Created(Render(transaction, SaveLabel.Create(transaction, changes)))));

    /// <summary>"List all labels", and with <c>parent_id</c> "List all child labels", which answers with the parent.</summary>
    [Function("TimelyListLabels")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Labels)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var query = QueryBag.Of(request, ignoresBlank: true);
            var parentId = query.WholeNumber("parent_id", 1);
            var isArchived = ListChoices.State(query, "filter", "archived", otherwise: null);
            var window = ListWindow.Read(query, Label.MaxLabels, Label.MaxLabels);
            query.ThrowIfInvalid();
            if (parentId is { } id)
            {
                return ValueTask.FromResult(Reply.Ok(Render(caller.Workspace, LabelTree.Find(caller.Workspace, id), isArchived)));
            }

            var byParent = LabelTree.ByParent(caller.Workspace, isArchived);
            var page = window.Cut(request, query, [.. byParent[null]]);
            return ValueTask.FromResult(Reply.Ok(JsonBytes.Render((page, byParent), static (json, labels) =>
            {
                json.WriteStartArray();
                foreach (var label in labels.page)
                {
                    LabelJson.Write(json, labels.byParent, label);
                }

                json.WriteEndArray();
            })));
        });

    /// <summary>"Retrieve a label".</summary>
    [Function("TimelyShowLabel")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Label)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(Reply.Ok(
            Render(caller.Workspace, LabelTree.Find(caller.Workspace, RouteId.Parse(id, "Label"))))));

    /// <summary>"Update a label".</summary>
    [Function("TimelyUpdateLabel")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Label)] HttpRequest request, string id)
    {
        var labelId = RouteId.Parse(id, "Label");
        return writes.RunAsync(
            request,
            static (body, _) => LabelBody.Read(body),
            (changes, transaction) =>
                ValueTask.FromResult(Reply.Ok(Render(transaction, SaveLabel.Update(transaction, labelId, changes)))));
    }

    /// <summary>"Delete a label", with all below it.</summary>
    [Function("TimelyDeleteLabel")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Label)] HttpRequest request, string id)
    {
        var labelId = RouteId.Parse(id, "Label");
        return writes.RunAsync(request, transaction =>
        {
            DeleteLabel.Run(transaction, labelId);
            return ValueTask.FromResult(Json.Deleted);
        });
    }

    private static byte[] Render(IWorkspaceView view, Label label, bool? isArchived = null) => JsonBytes.Render(
        (byParent: LabelTree.ByParent(view, isArchived, label.Id), label),
        static (Utf8JsonWriter json, (ILookup<long?, Label> byParent, Label label) one) => LabelJson.Write(json, one.byParent, one.label));
}

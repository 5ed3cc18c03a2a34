using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timedash.Bodies;
using Polychron.Dialects.Timedash.Lists;
using Polychron.Dialects.Timedash.Mapping;
using Polychron.Dialects.Timedash.Resources;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Projects.Settings;
using Polychron.UseCases.Rates;

namespace Polychron.Dialects.Timedash.Functions;

/// <summary><c>agreements</c>.</summary>
public sealed class AgreementFunctions(WriteRunner writes, IClock clock)
{
    private const string What = "Agreement";

    /// <summary>Lists the agreements that the caller sees, from memory.</summary>
    [Function("TimedashListAgreements")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Agreements)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            var query = ListQuery<Project>.Read(request, Agreements.Resource, viewer);
            return ValueTask.FromResult(ListReply.Of(query, viewer, ListProjects.InSight(caller.Workspace, caller.Member)));
        });

    /// <summary>Creates an agreement, for everyone in the account.</summary>
    [Function("TimedashCreateAgreement")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Agreements)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, _) => AgreementBody.Read(body, isNew: true),
            (agreement, transaction) => WriteAsync(request, transaction, viewer => ValueTask.FromResult(
                CreateManagedProject.Run(transaction, agreement.ToSettings(viewer, project: null)))));

    /// <summary>Shows an agreement.</summary>
    [Function("TimedashShowAgreement")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Agreement)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(Shown(
            FindProject.Run(caller.Workspace, caller.Member, RouteId.Parse(id, What)),
            Viewer.Of(caller, clock.GetCurrentInstant()))));

    /// <summary>Changes an agreement by PUT: what is left out stays.</summary>
    [Function("TimedashReplaceAgreement")]
    public Task<IResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Agreement)] HttpRequest request, string id) =>
        UpdateAsync(request, id);

    /// <summary>Changes an agreement by PATCH, which is the same.</summary>
    [Function("TimedashUpdateAgreement")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Routes.Agreement)] HttpRequest request, string id) =>
        UpdateAsync(request, id);

    /// <summary>Deletes an agreement and what is below it in other APIs; assignments stay, without one.</summary>
    [Function("TimedashDeleteAgreement")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Agreement)] HttpRequest request, string id)
    {
        var agreementId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            DeleteProject.RunManaged(
                transaction, agreementId, isAnyInSight: true, Precondition(request, Viewer.Of(request.GetCaller(), transaction)));
            return ValueTask.FromResult(Reply.NoContent());
        });
    }

    private Task<IResult> UpdateAsync(HttpRequest request, string id)
    {
        var agreementId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            static (body, _) => AgreementBody.Read(body, isNew: false),
            (agreement, transaction) => WriteAsync(request, transaction, viewer =>
            {
                var project = FindProject.Run(transaction, viewer.Member, agreementId);
                return UpdateManagedProject.RunAsync(transaction, new UpdateManagedProject.Command
                {
                    Id = agreementId,
                    Settings = agreement.ToSettings(viewer, project),
                    IsAnyInSight = true,
                    Precondition = Precondition(request, viewer),

                    // What was worked was worked at the rate of its time.
                    Rerate = RerateScope.None,
                });
            }));
    }

    private static async ValueTask<Reply> WriteAsync(
        HttpRequest request, IWorkspaceTransaction transaction, Func<Viewer, ValueTask<Project>> write)
    {
        try
        {
            var project = await write(Viewer.Of(request.GetCaller(), transaction)).ConfigureAwait(false);
            return Shown(project, Viewer.Of(request.GetCaller(), transaction));
        }
        catch (DomainException refused) when (refused.Kind == DomainErrorKind.Invalid)
        {
            throw FieldNames.OfAgreement(refused);
        }
    }

    private static Reply Shown(Project project, Viewer viewer) =>
        Reply.Ok(Agreements.Resource.Render(project, viewer), Agreements.ETag(project, viewer));

    private static Func<Project, bool>? Precondition(HttpRequest request, Viewer viewer) =>
        RequestConditions.IfMatch(request) is { } matches ? project => matches(Agreements.ETag(project, viewer)) : null;
}

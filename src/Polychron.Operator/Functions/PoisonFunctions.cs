using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Query;
using Polychron.Operator.Wire;
using Polychron.UseCases.Operations;

namespace Polychron.Operator.Functions;

/// <summary>Messages that failed too often, for whoever runs the server.</summary>
public sealed class PoisonFunctions(PoisonMessages poison)
{
    /// <summary>How many are parked, by queue.</summary>
    [Function("OperatorPoisonList")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/poison")] HttpRequest request,
        CancellationToken cancellation) =>
        OperatorReplies.Ok(await poison.ListAsync(cancellation));

    /// <summary>The oldest ones of a queue.</summary>
    [Function("OperatorPoisonShow")]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/poison/{queue}")] HttpRequest request,
        string queue,
        CancellationToken cancellation)
    {
        var (shown, messages) = await poison.PeekAsync(queue, cancellation);
        return OperatorReplies.Ok(shown, messages);
    }

    /// <summary>Puts them back into their queue: all, or the one of <c>?id=</c>.</summary>
    [Function("OperatorPoisonRedrive")]
    public async Task<IResult> Redrive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/poison/{queue}/redrive")] HttpRequest request,
        string queue,
        CancellationToken cancellation) =>
        OperatorReplies.Done("redriven", await poison.RedriveAsync(queue, ReadId(request), cancellation));

    /// <summary>Deletes them: all, or the one of <c>?id=</c>.</summary>
    [Function("OperatorPoisonDrop")]
    public async Task<IResult> Drop(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "operator/poison/{queue}")] HttpRequest request,
        string queue,
        CancellationToken cancellation) =>
        OperatorReplies.Done("dropped", await poison.DropAsync(queue, ReadId(request), cancellation));

    private static string? ReadId(HttpRequest request)
    {
        var query = QueryBag.Of(request);
        var id = query.Text("id", 200);
        query.ThrowIfInvalid();
        return id;
    }
}

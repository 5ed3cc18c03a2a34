using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.Architecture.Tests.Planted;

/// <summary>Functions that break the rules, and one that keeps them.</summary>
public sealed class BadFunctions
{
    [Function("TimingInPlace")]
    public IResult InPlace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "timing/api/v1/x")] HttpRequest request) => Results.Ok(request.Path);

    [Function("TimingOutOfPlace")]
    public IResult OutOfPlace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "timing/api/v10/x")] HttpRequest request) => Results.Ok(request.Path);

    [Function("TimelyThing")]
    public IResult NamedAfterAnother(
        [HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "timing/api/v1/x")] HttpRequest request) => Results.Ok(request.Path);

    [Function("timinginplace")]
    public IResult WithAKeyOfTheHost(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "timing/api/v1/y")] HttpRequest request) => Results.Ok(request.Path);

    [Function("TimingWaits")]
    public Task WithoutCancellation([QueueTrigger("waits")] string message) => Task.Delay(message.Length);

    [Function("TimingAnything")]
    public IResult WithoutMethods(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "timing/api/v1/z")] HttpRequest request) => Results.Ok(request.Path);

    [Function("TimingIdle")]
    public IResult WithoutTrigger() => Results.Ok();

    [Function("TimingStatic")]
    public static IResult Static(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "timing/api/v1/s")] HttpRequest request) => Results.Ok(request.Path);
}

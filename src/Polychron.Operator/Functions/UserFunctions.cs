using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Bodies;
using Polychron.Operator.Wire;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Tokens;
using Polychron.UseCases.Users;

namespace Polychron.Operator.Functions;

/// <summary>Users and their tokens, for whoever runs the server.</summary>
public sealed class UserFunctions(IDirectory directory, IWorkspaceLog log, IRandomSource random, BodyReader bodies)
{
    private const int MaxText = 500;

    /// <summary>Creates a user; answers with the id and a token, which is shown only here.</summary>
    [Function("OperatorUsersCreate")]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/users")] HttpRequest request,
        CancellationToken cancellation)
    {
        var body = (await bodies.ReadAsync(request, cancellation: cancellation)).Read();
        body.Require("email");
        body.Require("name");
        var command = new CreateUser.Command(
            body.Text("email", MaxText).Or(null) ?? "",
            body.Text("name", MaxText).Or(null) ?? "",
            body.Text("time_zone", MaxText).Or(null) ?? "UTC");
        body.ThrowIfInvalid();
        var (user, token) = await CreateUser.RunAsync(directory, random, command, cancellation);
        return OperatorReplies.Created(user, token);
    }

    /// <summary>Creates a further token of a user, which is shown only here.</summary>
    [Function("OperatorTokensCreate")]
    public async Task<IResult> CreateTokenOf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/users/{userId:long}/tokens")] HttpRequest request,
        long userId,
        CancellationToken cancellation)
    {
        var body = (await bodies.ReadAsync(request, cancellation: cancellation)).Read();
        body.Require("name");
        var name = body.Text("name", MaxText).Or(null) ?? "";
        var workspaceId = body.WholeNumber("workspace_id", 1).Or(null);
        body.ThrowIfInvalid();
        var (token, secret) = await CreateToken.RunAsync(directory, random, userId, name, workspaceId, cancellation);
        return OperatorReplies.Created(token, secret);
    }

    /// <summary>Lists a user's tokens, with when they were last used, without their secrets.</summary>
    [Function("OperatorTokensList")]
    public async Task<IResult> ListTokensOf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/users/{userId:long}/tokens")] HttpRequest request,
        long userId,
        CancellationToken cancellation) =>
        OperatorReplies.Ok(await ListTokens.RunAsync(directory, userId, cancellation));

    /// <summary>Sets how many requests a minute a token may make in APIs whose limit can be raised; null for the API's own number.</summary>
    [Function("OperatorTokensUpdate")]
    public async Task<IResult> UpdateTokenOf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "operator/users/{userId:long}/tokens/{tokenId:long}")]
        HttpRequest request,
        long userId,
        long tokenId,
        CancellationToken cancellation)
    {
        var body = (await bodies.ReadAsync(request, cancellation: cancellation)).Read();
        var requests = body.WholeNumber("requests_per_minute", 1, SetTokenAllowance.Max);
        if (!body.Has("requests_per_minute"))
        {
            body.Fail("requests_per_minute", "is required; null takes each API's own number.");
        }

        body.ThrowIfInvalid();
        await SetTokenAllowance.RunAsync(directory, log, userId, tokenId, (int?)requests.Or(null), cancellation);
        return OperatorReplies.NoContent();
    }

    /// <summary>Revokes a token: no request that begins after the answer is let in with it.</summary>
    [Function("OperatorTokensRevoke")]
    public async Task<IResult> RevokeTokenOf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "operator/users/{userId:long}/tokens/{tokenId:long}")]
        HttpRequest request,
        long userId,
        long tokenId,
        CancellationToken cancellation)
    {
        await RevokeToken.RunAsync(directory, log, userId, tokenId, cancellation);
        return OperatorReplies.NoContent();
    }
}

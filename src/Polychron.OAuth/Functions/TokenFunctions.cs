using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Domain.OAuth;
using Polychron.OAuth.Protocol;
using Polychron.UseCases.OAuth;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.OAuth.Functions;

/// <summary>What clients call: token, revoke and token info.</summary>
public sealed class TokenFunctions(IOAuthDirectory directory, IWorkspaceLog log, IRandomSource random, IClock clock)
{
    /// <summary>The token endpoint (RFC 6749, section 3.2). The reply has the documented members and no <c>expires_in</c>.</summary>
    [Function("OAuthToken")]
    public Task<IResult> Token(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Token)] HttpRequest request, CancellationToken cancellation) =>
        AnswerAsync(async () =>
        {
            var body = await OAuthBody.ReadAsync(request, cancellation);
            var issued = body.Required("grant_type") switch
            {
                "authorization_code" => await ExchangeCode.RunAsync(
                    directory,
                    log,
                    random,
                    new ExchangeCode.Command(
                        ClientAuthentication.Read(request, body),
                        body.Required("code"),
                        body.Required("redirect_uri"),
                        body.Optional("code_verifier")),
                    cancellation),
                "refresh_token" => await RefreshAccess.RunAsync(
                    directory, log, random, ClientAuthentication.Read(request, body), body.Required("refresh_token"), cancellation),
                _ => throw new OAuthException(
                    OAuthError.UnsupportedGrantType, "The grant_type has to be authorization_code or refresh_token."),
            };
            return OAuthReplies.Json(StatusCodes.Status200OK, issued, static (json, issued) =>
            {
                json.WriteString("access_token"u8, issued.AccessToken);
                json.WriteString("token_type"u8, "bearer"u8);
                json.WriteString("refresh_token"u8, issued.RefreshToken);
            });
        });

    /// <summary>The revocation endpoint (RFC 7009).</summary>
    [Function("OAuthRevoke")]
    public Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Revoke)] HttpRequest request, CancellationToken cancellation) =>
        AnswerAsync(async () =>
        {
            var body = await OAuthBody.ReadAsync(request, cancellation);
            await RevokeOAuthToken.RunAsync(
                directory, log, ClientAuthentication.Read(request, body), body.Required("token"), cancellation);
            return OAuthReplies.Json(StatusCodes.Status200OK, true, static (_, _) => { });
        });

    /// <summary>What the token in the Authorization header is.</summary>
    [Function(OAuthDialect.TokenInfo)]
    public async Task<IResult> TokenInfo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.TokenInfo)] HttpRequest request,
        CancellationToken cancellation)
    {
        var caller = request.GetCaller();
        var token = await directory.FindTokenAsync(OAuthSecrets.Hash(Credentials.Bearer(request)!), cancellation);
        OAuthApplication? application = null;
        if (token is { GrantId: { } grantId }
            && await directory.FindGrantAsync(token.UserId, grantId, cancellation) is { } grant)
        {
            application = await directory.FindApplicationAsync(grant.ApplicationId, cancellation);
        }

        // Null if it was replaced since the gate looked; it expires now.
        var now = clock.GetCurrentInstant();
        var expiresIn = token is null ? 0 : token.ExpiresAt is { } end ? (long)(end - now).TotalSeconds : (long?)null;
        return OAuthReplies.Json(
            StatusCodes.Status200OK,
            (caller.UserId, expiresIn, application?.Uid, CreatedAt: (token?.CreatedAt ?? now).ToUnixTimeSeconds()),
            static (json, info) =>
            {
                json.WriteNumber("resource_owner_id"u8, info.UserId);
                json.WriteStartArray("scope"u8);
                json.WriteEndArray();
                if (info.expiresIn is { } seconds)
                {
                    json.WriteNumber("expires_in"u8, seconds);
                }
                else
                {
                    json.WriteNull("expires_in"u8);
                }

                json.WriteStartObject("application"u8);
                json.WriteString("uid"u8, info.Uid);
                json.WriteEndObject();
                json.WriteNumber("created_at"u8, info.CreatedAt);
            });
    }

    /// <summary>Secrets come in bodies: the token endpoint takes POST alone.</summary>
    [Function("OAuthTokenOtherMethods")]
    public IResult TokenByAnotherMethod(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "put", "patch", "delete", Route = Routes.Token)] HttpRequest request) =>
        PostOnly(request);

    /// <summary>The revocation endpoint takes POST alone.</summary>
    [Function("OAuthRevokeOtherMethods")]
    public IResult RevokeByAnotherMethod(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "put", "patch", "delete", Route = Routes.Revoke)] HttpRequest request) =>
        PostOnly(request);

    private static IResult PostOnly(HttpRequest request)
    {
        request.HttpContext.Response.Headers.Allow = "POST";
        throw new RequestException(RequestErrorKind.MethodNotAllowed, "This endpoint takes POST alone.");
    }

    private static async Task<IResult> AnswerAsync(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (OAuthException refused)
        {
            return OAuthErrors.Render(refused);
        }
    }
}

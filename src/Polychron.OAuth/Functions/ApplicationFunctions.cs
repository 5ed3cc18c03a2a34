using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.OAuth.Protocol;
using Polychron.UseCases.Access;
using Polychron.UseCases.OAuth;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.OAuth.Functions;

/// <summary>The OAuth applications of an account, for its administrators.</summary>
public sealed class ApplicationFunctions(
    IOAuthDirectory directory, IWorkspaceLog log, IRandomSource random, IAuthenticator authenticator, BodyReader bodies)
{
    /// <summary>Lists them, without their secrets.</summary>
    [Function("OAuthApplicationsList")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Applications)] HttpRequest request,
        long accountId,
        CancellationToken cancellation)
    {
        var caller = await AdmitAsync(request, accountId, cancellation);
        var applications = await ListApplications.RunAsync(directory, caller, cancellation);
        return OAuthReplies.Whole(StatusCodes.Status200OK, applications, static (json, applications) =>
        {
            json.WriteStartArray();
            foreach (var application in applications)
            {
                json.WriteStartObject();
                ApplicationJson.Write(json, application);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>Registers one. The reply has its secret, which is shown this once.</summary>
    [Function("OAuthApplicationsCreate")]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Applications)] HttpRequest request,
        long accountId,
        CancellationToken cancellation)
    {
        var caller = await AdmitAsync(request, accountId, cancellation);
        var command = ApplicationJson.Read(await bodies.ReadAsync(request, cancellation: cancellation));
        var registered = await RegisterApplication.RunAsync(directory, random, caller, command, cancellation);
        return OAuthReplies.Json(StatusCodes.Status201Created, registered, static (json, registered) =>
        {
            ApplicationJson.Write(json, registered.Application);
            json.WriteString("secret"u8, registered.Secret);
        });
    }

    /// <summary>Deletes one and revokes all that users granted to it.</summary>
    [Function("OAuthApplicationsDelete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Application)] HttpRequest request,
        long accountId,
        long applicationId,
        CancellationToken cancellation)
    {
        var caller = await AdmitAsync(request, accountId, cancellation);
        await DeleteApplication.RunAsync(directory, log, caller, applicationId, cancellation);
        return OAuthReplies.Json(StatusCodes.Status200OK, true, static (_, _) => { });
    }

    private async Task<Caller> AdmitAsync(HttpRequest request, long accountId, CancellationToken cancellation)
    {
        try
        {
            var secret = Credentials.Bearer(request);
            var caller = await authenticator.AuthenticateAsync(secret, accountId, cancellation);
            ApplicationPermit.RequireOwnToken(await directory.FindTokenAsync(OAuthSecrets.Hash(secret!), cancellation));
            return caller;
        }
        catch (AccessException refused) when (refused.Refusal == AccessRefusal.NoWorkspace)
        {
            throw new RequestException(RequestErrorKind.NotFound, "Account not found.");
        }
    }
}

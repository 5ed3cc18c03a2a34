namespace Polychron.OAuth.Functions;

/// <summary>Where OAuth is mounted. Routes are constants of the compiler: this is the only file that names the API it serves.</summary>
internal static class Routes
{
    /// <summary>The path that the pages' cookie is sent to.</summary>
    public const string CookiePath = "/" + Site;

    public const string Authorize = OAuth + "authorize";
    public const string Token = OAuth + "token";
    public const string Revoke = OAuth + "revoke";
    public const string TokenInfo = Token + "/info";
    public const string Applications = Api + "{accountId:long}/oauth_applications";
    public const string Application = Applications + "/{applicationId:long}";
    public const string ApplicationsPage = Site + "/{accountId:long}/oauth_applications";

    private const string Site = "timely";
    private const string Api = Site + "/1.1/";
    private const string OAuth = Api + "oauth/";
}

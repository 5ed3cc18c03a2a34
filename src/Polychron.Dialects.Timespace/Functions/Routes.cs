namespace Polychron.Dialects.Timespace.Functions;

/// <summary>The paths of the API, as routes.</summary>
internal static class Routes
{
    public const string Rest = "timespace/{id}/{language}/rest";
    public const string Hooks = "timespace/{id}/{language}/rest_hooks";
    public const string Keys = "timespace/{id}/{language}/api_keys";
    public const string Key = Keys + "/{keyId}";
    public const string Permissions = "timespace/{id}/{language}/permissions";
    public const string Unknown = "timespace/{*rest}";
}

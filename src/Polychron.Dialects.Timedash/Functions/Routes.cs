namespace Polychron.Dialects.Timedash.Functions;

/// <summary>The paths of the API's resources, as routes.</summary>
internal static class Routes
{
    private const string Root = "timedash/";

    public const string Account = Root + "account";
    public const string Contacts = Root + "contacts";
    public const string Contact = Contacts + "/{id}";
    public const string Agreements = Root + "agreements";
    public const string Agreement = Agreements + "/{id}";
    public const string Assignments = Root + "assignments";
    public const string Assignment = Assignments + "/{id}";
    public const string ApiKeys = Root + "api_keys";
    public const string ApiKey = ApiKeys + "/{id}";
    public const string OpenApi = Root + "openapi.json";
    public const string Unknown = Root + "{*rest}";
}

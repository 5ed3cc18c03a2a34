namespace Polychron.Dialects.Timely.Functions;

/// <summary>The paths of the API's resources, as routes.</summary>
internal static class Routes
{
    /// <summary>The root of the API.</summary>
    public const string Root = "timely/1.1/";

    /// <summary>The root of what belongs to an account.</summary>
    public const string OfAccount = Root + "{accountId:long}/";

    /// <summary>The parameter of <see cref="EventWord"/>.</summary>
    public const string EventParameter = "events";

    /// <summary>
    /// What events are called: also hours, as newer clients have it. What is not one of the words is another path. No
    /// parenthesis stands inside the constraint's own: nothing documents that each host finds where such a constraint ends.
    /// </summary>
    private const string EventWord = "{" + EventParameter + ":regex(^events$|^hours$)}";

    public const string Accounts = Root + "accounts";
    public const string Account = Accounts + "/{id}";
    public const string Activities = OfAccount + "activities";
    public const string Clients = OfAccount + "clients";
    public const string Client = Clients + "/{id}";
    public const string Labels = OfAccount + "labels";
    public const string Label = Labels + "/{id}";
    public const string Projects = OfAccount + "projects";
    public const string Project = Projects + "/{id}";
    public const string Reports = OfAccount + "reports";
    public const string FilteredReports = Reports + "/filter";
    public const string Roles = OfAccount + "roles";
    public const string Teams = OfAccount + "teams";
    public const string Team = Teams + "/{id}";
    public const string Users = OfAccount + "users";
    public const string User = Users + "/{id}";
    public const string CurrentUser = Users + "/current";
    public const string CurrentPermissions = CurrentUser + "/permissions";
    public const string UserPermissions = Users + "/{userId}/permissions";
    public const string Capacities = Users + "/capacities";
    public const string UserCapacities = Users + "/{userId}/capacities";
    public const string Events = OfAccount + EventWord;
    public const string Event = Events + "/{id}";
    public const string StartEvent = Event + "/start";
    public const string StopEvent = Event + "/stop";
    public const string BulkEvents = OfAccount + "bulk/" + EventWord;
    public const string ProjectEvents = Projects + "/{projectId}/" + EventWord;
    public const string ProjectEvent = ProjectEvents + "/{id}";
    public const string UserEvents = Users + "/{userId}/" + EventWord;
    public const string UserEvent = UserEvents + "/{id}";
    public const string Webhooks = OfAccount + "webhooks";
    public const string Webhook = Webhooks + "/{id}";
    public const string WebhookSamples = Webhooks + "/samples";
    public const string Avatar = "timely/assets/avatars/{digest}";
    public const string Logo = "timely/assets/logos/{color}";
    public const string Unknown = "timely/{*rest}";
}

namespace Polychron.Dialects.Timether.Functions;

/// <summary>The paths of the API's resources, as routes.</summary>
internal static class Routes
{
    private const string Root = "timether/api/v1/";

    public const string Me = Root + "me";
    public const string Workspaces = Root + "workspaces";
    public const string Workspace = Workspaces + "/{id}";
    public const string Memberships = Root + "workspace_memberships";
    public const string Membership = Memberships + "/{id}";
    public const string Clients = Root + "clients";
    public const string Client = Clients + "/{id}";
    public const string Projects = Root + "projects";
    public const string Project = Projects + "/{id}";
    public const string Tags = Root + "tags";
    public const string Tag = Tags + "/{id}";
    public const string Entries = Root + "time_entries";
    public const string Entry = Entries + "/{id}";
    public const string EntryBatch = Entries + "/batch";
    public const string CurrentTimer = Root + "timers/current";
    public const string StartTimer = Root + "timers/start";
    public const string StopTimer = Root + "timers/stop";
    public const string SwitchTimer = Root + "timers/switch";
    public const string Tokens = Root + "api_tokens";
    public const string Token = Tokens + "/{id}";
    public const string Webhooks = Root + "webhooks";
    public const string Webhook = Webhooks + "/{id}";
    public const string WebhookSamples = Webhooks + "/samples";
    public const string PauseWebhook = Webhook + "/pause";
    public const string ResumeWebhook = Webhook + "/resume";
    public const string RotateWebhookSecret = Webhook + "/rotate_secret";
    public const string PingWebhook = Webhook + "/ping";
    public const string Deliveries = Webhook + "/deliveries";
    public const string ResendDelivery = Deliveries + "/{sequence}/resend";
    public const string ReplayDeliveries = Webhook + "/replay";
    public const string AuditLog = Root + "audit_log";
    public const string Changes = Root + "changes";
    public const string Reports = Root + "reports";
    public const string OpenApi = "timether/openapi.json";
    public const string Unknown = "timether/{*rest}";
}

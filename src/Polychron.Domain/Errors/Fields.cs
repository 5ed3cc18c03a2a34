namespace Polychron.Domain.Errors;

/// <summary>The neutral names of fields in errors.</summary>
public static class Fields
{
    /// <summary>The start of an entry.</summary>
    public const string Start = "start";

    /// <summary>The end of an entry.</summary>
    public const string End = "end";

    /// <summary>The project of an entry.</summary>
    public const string Project = "project";

    /// <summary>The client of a project.</summary>
    public const string Client = "client";

    /// <summary>A label of an entry.</summary>
    public const string Label = "label";

    /// <summary>The parent of a project.</summary>
    public const string Parent = "parent";

    /// <summary>The title of an entry or a project.</summary>
    public const string Title = "title";

    /// <summary>The notes of an entry or a project.</summary>
    public const string Notes = "notes";

    /// <summary>The billing status of an entry.</summary>
    public const string BillingStatus = "billing_status";

    /// <summary>The billing status that new entries of a project take.</summary>
    public const string DefaultBillingStatus = "default_billing_status";

    /// <summary>The duration of an entry.</summary>
    public const string Duration = "duration";

    /// <summary>The labels of an entry.</summary>
    public const string LabelIds = "label_ids";

    /// <summary>The billing rate of an entry.</summary>
    public const string HourRate = "hour_rate";

    /// <summary>What another system calls something.</summary>
    public const string ExternalId = "external_id";

    /// <summary>The custom fields.</summary>
    public const string CustomFields = "custom_fields";

    /// <summary>The colour of a project.</summary>
    public const string Color = "color";

    /// <summary>The productivity score of a project.</summary>
    public const string ProductivityScore = "productivity_score";

    /// <summary>The team of a project.</summary>
    public const string Team = "team";

    /// <summary>The user that something belongs to.</summary>
    public const string User = "user";

    /// <summary>The users of a team.</summary>
    public const string Users = "users";

    /// <summary>The entries that one call names.</summary>
    public const string Entries = "entries";

    /// <summary>The name of a user, workspace, team or token.</summary>
    public const string Name = "name";

    /// <summary>The e-mail address of a user.</summary>
    public const string Email = "email";

    /// <summary>The time zone of a user or a workspace.</summary>
    public const string TimeZone = "time_zone";

    /// <summary>The currency of a workspace.</summary>
    public const string Currency = "currency";

    /// <summary>The workspace that something refers to.</summary>
    public const string Workspace = "workspace";

    /// <summary>The owner of a workspace.</summary>
    public const string Owner = "owner";

    /// <summary>The role of a member.</summary>
    public const string Role = "role";
}

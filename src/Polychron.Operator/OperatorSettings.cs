using Polychron.Operator.Backups;
using Polychron.Settings;
using Polychron.UseCases.Bootstrap;
using Polychron.UseCases.Tokens;

namespace Polychron.Operator;

/// <summary>The settings of the operator API, of the first start and of maintenance.</summary>
public static class OperatorSettings
{
    /// <summary>The shortest time for which records are kept, in days: commits that are in doubt, instances that sleep and clocks that differ are done long before.</summary>
    public const int MinRetentionDays = 7;

    private const int MinKeyLength = 16;
    private const int MaxKeyLength = 4096;

    /// <summary>The owner's API token on the first start.</summary>
    public static readonly Setting<string?> BootstrapToken = Declare.Secret(
        "Polychron:Bootstrap:Token",
        "a new one, printed once",
        TokenSecret.MinLength,
        TokenSecret.MaxLength,
        "the owner's API token on the first start");

    /// <summary>The owner's e-mail address.</summary>
    public static readonly Setting<string?> BootstrapEmail = Declare.Text(
        "Polychron:Bootstrap:Email",
        "owner@example.com",
        "an e-mail address such as owner@example.com",
        "owner@example.com",
        "the owner's e-mail address on the first start",
        BootstrapServer.TakesEmail);

    /// <summary>The owner's name.</summary>
    public static readonly Setting<string?> BootstrapName = Name("Name", "Owner", "the owner's name on the first start");

    /// <summary>The workspace's name.</summary>
    public static readonly Setting<string?> BootstrapWorkspace = Name("Workspace", "My workspace", "the name of the workspace of the first start");

    /// <summary>The key of the operator API.</summary>
    public static readonly Setting<string?> OperatorKey = Declare.Secret(
        "Polychron:OperatorKey", "none: the operator API is off", MinKeyLength, MaxKeyLength, "the key of the operator API");

    /// <summary>The key before it, while it is rotated.</summary>
    public static readonly Setting<string?> PreviousOperatorKey = Declare.Secret(
        "Polychron:OperatorKeyPrevious", "none", MinKeyLength, MaxKeyLength, "the key before it, which is good as well while you rotate it");

    /// <summary>When backups are made.</summary>
    public static readonly Setting<BackupSchedule> BackupsAt = new(
        "Polychron:Backups:Schedule", "when the embedded store is backed up by itself, in UTC")
    {
        Default = BackupSchedule.None,
        Otherwise = "none: when the operator asks",
        Parse = BackupSchedule.Parse,
        Values = "an NCRONTAB expression of five or six fields, such as 0 15 2 * * * for 02:15 each day",
        Example = "0 15 2 * * *",
    };

    /// <summary>Days after which records of the workspaces' logs may go.</summary>
    public static readonly Setting<int?> RetentionDays = Declare.OptionalNumber(
        "Polychron:Log:RetentionDays",
        "none: records are kept for ever",
        MinRetentionDays,
        36_500,
        365,
        "days after which records of the workspaces' logs may go; activities, history and synchronisation end where the records do");

    /// <summary>The instance's name, which Azure sets: what is printed ends up in a log there.</summary>
    internal static readonly Setting<string?> AzureInstance = Declare.Text(
        "WEBSITE_INSTANCE_ID", "none", "what Azure sets", "none", "set by Azure on every instance of a function app: a new token is not printed there");

    /// <summary>All of them.</summary>
    public static SettingGroup Group { get; } = new(
        "First start, operator, maintenance",
        BootstrapToken,
        BootstrapEmail,
        BootstrapName,
        BootstrapWorkspace,
        OperatorKey,
        PreviousOperatorKey,
        RetentionDays,
        BackupsAt,
        AzureInstance)
    {
        Rules =
        [
            configuration => OperatorKey.Read(configuration) is { } key && key == BootstrapToken.Read(configuration)
                ? [new(OperatorKey.Name, $"is the same as {BootstrapToken.Name}, so that the owner's token would run the server", "Make two secrets.")]
                : [],
            configuration => PreviousOperatorKey.IsSet(configuration) && !OperatorKey.IsSet(configuration)
                ? [new(OperatorKey.Name, $"is missing beside {PreviousOperatorKey.Name}", "Set the new key, or leave both out to turn the operator API off.")]
                : [],
        ],
    };

    private static Setting<string?> Name(string name, string otherwise, string meaning) => Declare.Text(
        $"Polychron:Bootstrap:{name}",
        otherwise,
        "1 to 200 characters, none of them a control character",
        otherwise,
        meaning,
        BootstrapServer.TakesName);
}

using Polychron.Settings;
using Polychron.Storage.Azure.Connections;

namespace Polychron.Storage.Hosting;

/// <summary>The settings of storage: where it is, and how to be let in.</summary>
public static class StorageSettings
{
    internal const string Section = "AzureWebJobsStorage";

    /// <summary>The folder of the embedded store; a relative path counts from the current directory.</summary>
    public static readonly Setting<string?> DataPath = Folder("Polychron:DataPath", "./data", "./data", "the folder of the embedded store");

    /// <summary>The folder of the embedded store's backups.</summary>
    public static readonly Setting<string?> BackupsPath = Folder(
        "Polychron:Backups:Path", "`backups` in the data folder", "./backups", "the folder of the embedded store's backups");

    /// <summary>How many backups stay.</summary>
    public static readonly Setting<int?> BackupsKeep = Declare.OptionalNumber(
        "Polychron:Backups:Keep", "all", 1, 10_000, 14, "how many of the newest backups stay when another was made");

    /// <summary>The connection string of a storage account.</summary>
    internal static readonly Setting<AzureStorageConnection?> Connection = new(
        Section, "`UseDevelopmentStorage=true` for Azurite, or the connection string of a storage account")
    {
        Default = null,
        Otherwise = "none: the embedded store",
        IsSecret = true,
        Parse = ConnectionString.Parse,
        Values = "UseDevelopmentStorage=true or a storage account's connection string",
        Example = "UseDevelopmentStorage=true",
    };

    /// <summary>A storage account, with an identity.</summary>
    internal static readonly Setting<string?> AccountName = Declare.Text(
        Section + ":accountName",
        "none",
        "3 to 24 lower-case letters and digits",
        "polychronprod",
        "a storage account, with a managed identity",
        text => text.Length is >= 3 and <= 24 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));

    /// <summary>The address of the tables, where the account's name does not say it.</summary>
    internal static readonly Setting<string?> TableServiceUri = Service("table");

    /// <summary>The address of the queues, where the account's name does not say it.</summary>
    internal static readonly Setting<string?> QueueServiceUri = Service("queue");

    /// <summary>Which identity is used.</summary>
    internal static readonly Setting<string?> Credential = Declare.Text(
        Section + ":credential",
        "what the environment offers: a managed identity, or whoever is signed in to the Azure CLI",
        "managedidentity",
        "managedidentity",
        "`managedidentity` uses the app's managed identity and looks for no other",
        text => text.Equals("managedidentity", StringComparison.OrdinalIgnoreCase));

    /// <summary>The client id of a user-assigned identity.</summary>
    internal static readonly Setting<string?> ClientId = Declare.Text(
        Section + ":clientId",
        "none: the identity of the app itself",
        "the client id of a user-assigned managed identity",
        "11111111-2222-3333-4444-555555555555",
        "which user-assigned managed identity");

    /// <summary>All of them.</summary>
    public static SettingGroup Group { get; } = new(
        "Storage", DataPath, BackupsPath, BackupsKeep, Connection, AccountName, TableServiceUri, QueueServiceUri, Credential, ClientId)
    {
        Rules =
        [
            configuration => TableServiceUri.IsSet(configuration) != QueueServiceUri.IsSet(configuration)
                && !AccountName.IsSet(configuration) && !Connection.IsSet(configuration)
                    ? [OneServiceAlone]
                    : [],
            configuration => Connection.IsSet(configuration) && AccountName.IsSet(configuration)
                ? [new(AccountName.Name, $"does nothing beside {Connection.Name}", "Leave one of them out.", IsWarning: true)]
                : [],
            configuration => DataPath.IsSet(configuration) && StorageConfiguration.IsAccount(configuration)
                ? [new(DataPath.Name, $"does nothing beside {Section}: the data are in the storage account", "Leave one of them out.", IsWarning: true)]
                : [],
        ],
    };

    /// <summary>What is wrong where the address of one service is known and that of the other is not.</summary>
    internal static SettingProblem OneServiceAlone => new(
        AccountName.Name, "is missing where one service's address is set alone", $"Set it, or both {TableServiceUri.Name} and {QueueServiceUri.Name}.");

    private static Setting<string?> Folder(string key, string otherwise, string example, string meaning) => Declare.Text(
        key,
        otherwise,
        "a path of a folder, which is made if it is not there",
        example,
        meaning,
        text => !text.Any(char.IsControl) && !File.Exists(text));

    private static Setting<string?> Service(string service) => Declare.Text(
        $"{Section}:{service}ServiceUri",
        "what `accountName` says",
        "an http or https address",
        $"https://polychronprod.{service}.core.windows.net",
        $"the address of the account's {service}s",
        text => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");
}

using System.Text.RegularExpressions;
using Polychron.Architecture.Tests.Settings;

namespace Polychron.Architecture.Tests.Infrastructure;

/// <summary>What the files have to say of Azure, and what they have to share with the app. One line for each fault.</summary>
internal static partial class CloudRules
{
    /// <summary>Settings that the platform reads, and the app does not.</summary>
    private static readonly string[] OfThePlatform =
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AzureWebJobsDisableHomepage"];

    /// <summary>The versions of resource types that were found in public use; infra/README.md says where.</summary>
    public static IReadOnlyDictionary<string, string> Versions { get; } = new Dictionary<string, string>
    {
        ["Microsoft.Authorization/roleAssignments"] = "2022-04-01",
        ["Microsoft.Insights/actionGroups"] = "2023-01-01",
        ["Microsoft.Insights/components"] = "2020-02-02",
        ["Microsoft.Insights/diagnosticSettings"] = "2021-05-01-preview",
        ["Microsoft.Insights/scheduledQueryRules"] = "2023-12-01",
        ["Microsoft.KeyVault/vaults"] = "2023-07-01",
        ["Microsoft.KeyVault/vaults/secrets"] = "2023-07-01",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "2023-01-31",
        ["Microsoft.Network/privateDnsZones"] = "2020-06-01",
        ["Microsoft.Network/privateDnsZones/virtualNetworkLinks"] = "2020-06-01",
        ["Microsoft.Network/privateEndpoints"] = "2024-05-01",
        ["Microsoft.Network/privateEndpoints/privateDnsZoneGroups"] = "2024-05-01",
        ["Microsoft.Network/virtualNetworks"] = "2024-05-01",
        ["Microsoft.OperationalInsights/workspaces"] = "2023-09-01",
        ["Microsoft.Resources/resourceGroups"] = "2022-09-01",
        ["Microsoft.Storage/storageAccounts"] = "2023-05-01",
        ["Microsoft.Storage/storageAccounts/blobServices"] = "2023-05-01",
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = "2023-05-01",
        ["Microsoft.Storage/storageAccounts/queueServices"] = "2023-05-01",
        ["Microsoft.Storage/storageAccounts/queueServices/queues"] = "2023-05-01",
        ["Microsoft.Storage/storageAccounts/tableServices"] = "2023-05-01",
        ["Microsoft.Storage/storageAccounts/tableServices/tables"] = "2023-05-01",
        ["Microsoft.Web/serverfarms"] = "2024-04-01",
        ["Microsoft.Web/sites"] = "2024-04-01",
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = "2024-04-01",
    };

    /// <summary>Roles of the data plane, by their ids on the page of built-in roles.</summary>
    public static IReadOnlyDictionary<string, string> Roles { get; } = new Dictionary<string, string>
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    public static IEnumerable<string> UnknownVersions(BicepProject project) =>
        from found in project.Resources
        where Versions.GetValueOrDefault(found.Resource.Type) != found.Resource.Version
        select $"{found.File.Path}: {found.Resource.Type}@{found.Resource.Version}";

    public static IEnumerable<string> UnknownRoles(BicepProject project) =>
        from file in project.Files.Values
        from Match match in Guid().Matches(file.Text)
        where !Roles.ContainsKey(match.Value) || !file.Text.Contains(Roles[match.Value], StringComparison.Ordinal)
        select $"{file.Path}: {match.Value} is no role that is known, or is not named";

    /// <summary>Storage accounts that a key opens, that show blobs to everyone, or that speak old TLS.</summary>
    public static IEnumerable<string> OpenAccounts(BicepProject project) =>
        from found in project.Resources
        where found.Resource is { Type: "Microsoft.Storage/storageAccounts", IsExisting: false }
        let properties = found.Resource.Properties
        where BicepResource.TextOf(properties["allowSharedKeyAccess"]) != "false" || BicepResource.TextOf(properties["allowBlobPublicAccess"]) != "false"
            || BicepResource.TextOf(properties["minimumTlsVersion"]) != "TLS1_2" || BicepResource.TextOf(properties["supportsHttpsTrafficOnly"]) != "true"
        select $"{found.File.Path}: {found.Resource.Symbol}";

    /// <summary>The names of the resources of a type.</summary>
    public static IEnumerable<string> NamesOf(BicepProject project, string type) =>
        from found in project.Resources
        where found.Resource.Type == type
        from name in found.Resource.NamesIn(found.File)
        orderby name
        select name;

    /// <summary>The app's settings with their values.</summary>
    public static IReadOnlyDictionary<string, string> Settings(BicepProject project) =>
        (from found in project.Resources
         where found.Resource is { Type: "Microsoft.Web/sites", IsExisting: false }
         from setting in found.Resource.Properties["siteConfig"]?["appSettings"]?.AsArray() ?? []
         select (Name: (string)setting!["name"]!, Value: BicepResource.TextOf(setting["value"])))
        .ToDictionary(setting => setting.Name, setting => setting.Value);

    /// <summary>Settings that neither the platform nor the app reads.</summary>
    public static IEnumerable<string> UnreadSettings(BicepProject project) =>
        Settings(project).Keys.Except(OfThePlatform).Except(AppSettingList.All.Select(setting => setting.Name));

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Guid();
}

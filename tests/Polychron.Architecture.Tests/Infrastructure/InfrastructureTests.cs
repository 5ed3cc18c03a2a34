using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Polychron.Architecture.Tests.Support;
using Polychron.Storage.Hosting;

namespace Polychron.Architecture.Tests.Infrastructure;

/// <summary>That the Bicep files hold together, and name what the app's code names.</summary>
public class InfrastructureTests
{
    private static readonly string[] Secrets = ["operatorKey", "bootstrapToken"];

    /// <summary>The queues that functions listen to.</summary>
    private static IEnumerable<string> Queues =>
        from function in AppFunctions.All
        from parameter in function.Method.GetParameters()
        let trigger = parameter.GetCustomAttribute<QueueTriggerAttribute>()
        where trigger is not null
        select trigger.QueueName;

    private static IEnumerable<string> Tables =>
        from type in typeof(StorageServices).Assembly.GetTypes()
        where type.Namespace == "Polychron.Storage.Keys"
        let table = type.GetField("Table", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where table is not null
        select (string)table.GetRawConstantValue()!;

    [SkippableFact]
    public async Task Every_file_is_Bicep()
    {
        var project = await BicepProject.ReadAsync();

        Assert.True(project.Files.Count > 5);
        Assert.Empty(BicepRules.Syntax(project));
    }

    [SkippableFact]
    public async Task Every_name_is_declared_and_used() => Assert.Empty(BicepRules.Names(await BicepProject.ReadAsync()));

    [SkippableFact]
    public async Task Every_module_exists_and_is_given_what_it_takes()
    {
        var project = await BicepProject.ReadAsync();

        Assert.Empty(BicepRules.Modules(project));
        Assert.Equal(
            project.Files.Keys.Where(path => path != "main.bicep").Order(StringComparer.Ordinal),
            project.Main.Modules.Select(module => (string)module.Value!["path"]!).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task Types_have_versions_and_roles_have_ids_that_are_known()
    {
        var project = await BicepProject.ReadAsync();

        Assert.Empty(CloudRules.UnknownVersions(project));
        Assert.Empty(CloudRules.UnknownRoles(project));
        Assert.Empty(CloudRules.Versions.Keys.Except(project.Resources.Select(found => found.Resource.Type)));
        Assert.All(CloudRules.Roles.Keys, role => Assert.Contains(role, project.Files["modules/access.bicep"].Text, StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task No_key_and_no_connection_string_is_anywhere()
    {
        var project = await BicepProject.ReadAsync();

        Assert.Contains(project.Resources, found => found.Resource.Type == "Microsoft.Storage/storageAccounts");
        Assert.Empty(CloudRules.OpenAccounts(project));
        Assert.Empty(BicepRules.Secrets(project, Secrets));
        Assert.All(Secrets, secret => Assert.True(project.Main.IsSecure(secret)));
    }

    [SkippableFact]
    public async Task The_account_has_the_tables_and_queues_of_the_app_and_no_others()
    {
        var project = await BicepProject.ReadAsync();

        Assert.NotEmpty(Tables);
        Assert.Equal(Tables.Order(), CloudRules.NamesOf(project, "Microsoft.Storage/storageAccounts/tableServices/tables"));
        Assert.Equal(
            Queues.Concat(Queues.Select(queue => queue + "-poison")).Order(),
            CloudRules.NamesOf(project, "Microsoft.Storage/storageAccounts/queueServices/queues"));
    }

    [SkippableFact]
    public async Task Every_setting_of_the_app_is_read_and_secrets_come_from_the_vault()
    {
        var project = await BicepProject.ReadAsync();
        var settings = CloudRules.Settings(project);

        Assert.NotEmpty(settings);
        Assert.Empty(CloudRules.UnreadSettings(project));
        Assert.All(
            ["Polychron__OperatorKey", "Polychron__Bootstrap__Token"],
            name => Assert.StartsWith("@Microsoft.KeyVault(SecretUri=", settings[name], StringComparison.Ordinal));
        Assert.Equal("managedidentity", settings["AzureWebJobsStorage__credential"]);
        Assert.True(settings.ContainsKey("AzureWebJobsStorage__accountName"));
        Assert.True(settings.ContainsKey("AzureWebJobsStorage__clientId"));
        Assert.DoesNotContain("AzureWebJobsStorage", settings.Keys);
    }

    [SkippableFact]
    public async Task The_app_runs_on_the_plan_and_runtime_that_it_is_built_for()
    {
        var project = await BicepProject.ReadAsync();
        var app = project.Resources.Single(found => found.Resource.Type == "Microsoft.Web/sites").Resource;
        var plan = project.Resources.Single(found => found.Resource.Type == "Microsoft.Web/serverfarms").Resource;

        Assert.Equal("FC1", (string?)plan.Body["sku"]!["name"]);
        Assert.Equal("FlexConsumption", (string?)plan.Body["sku"]!["tier"]);
        Assert.Equal("dotnet-isolated", (string?)app.Properties["functionAppConfig"]!["runtime"]!["name"]);
        Assert.Contains(
            $"<TargetFramework>net{(string?)app.Properties["functionAppConfig"]!["runtime"]!["version"]}</TargetFramework>",
            SourceTree.This.Text("Directory.Build.props"),
            StringComparison.Ordinal);
        Assert.True((bool?)app.Properties["httpsOnly"]);
    }

    [SkippableFact]
    public async Task Broken_files_are_noticed()
    {
        using var planted = new MadeUpTree(
            ("infra/main.bicep", """
                param operatorKey string
                param unused string
                module one 'modules/one.bicep' = {
                  name: 'one'
                  params: {
                    size: 1
                    colour: 'red'
                  }
                }
                module two 'modules/two.bicep' = {
                  name: 'two'
                }
                output a string = one.outputs.address
                output b string = operatorKey
                output c string = missing
                """),
            ("infra/modules/one.bicep", """
                param size int
                param name string = toLowwer('A')
                var queues = ['purge-reply']
                resource account 'Microsoft.Storage/storageAccounts@2020-01-01' = {
                  name: name
                  properties: {
                    allowSharedKeyAccess: size == 1
                  }
                }
                resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [for q in queues: {
                  name: '${q}-poison'
                }]
                resource app 'Microsoft.Web/sites@2024-04-01' = {
                  name: 'app'
                  properties: {
                    siteConfig: {
                      appSettings: [
                        {
                          name: 'Polychron__OperaterKey'
                          value: account.listKeys().keys[0].value
                        }
                      ]
                    }
                  }
                }
                // Contributor
                var role = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
                """),
            ("infra/broken.bicep", "param name string =\nresource x 'A@1' = { name }\n"));
        var project = await BicepProject.ReadAsync(planted.Tree, "infra");

        Assert.NotEmpty(BicepRules.Syntax(project));
        Assert.Superset(
            new HashSet<string>
            {
                "main.bicep: nothing declares missing", "main.bicep: nothing uses unused", "modules/one.bicep: nothing uses role",
                "modules/one.bicep: toLowwer is no known function",
            },
            BicepRules.Names(project).ToHashSet());
        Assert.Equal(
            ["main.bicep: one takes no colour", "main.bicep: one has no output address", "main.bicep: there is no modules/two.bicep"],
            BicepRules.Modules(project));
        Assert.Contains("modules/one.bicep: Microsoft.Storage/storageAccounts@2020-01-01", CloudRules.UnknownVersions(project));
        Assert.Single(CloudRules.UnknownRoles(project));
        Assert.Single(CloudRules.OpenAccounts(project));
        Assert.Equal(
            ["main.bicep: operatorKey is not marked as secret", "main.bicep: operatorKey leaves in an output", "modules/one.bicep: listKeys"],
            BicepRules.Secrets(project, Secrets));
        Assert.Equal(["purge-reply-poison"], CloudRules.NamesOf(project, "Microsoft.Storage/storageAccounts/queueServices/queues"));
        Assert.Equal(["Polychron__OperaterKey"], CloudRules.UnreadSettings(project));
    }
}

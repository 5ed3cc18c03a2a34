using Microsoft.Extensions.Configuration;
using Polychron.Architecture.Tests.Support;
using Polychron.Settings;

namespace Polychron.Architecture.Tests.Settings;

/// <summary>That nothing is configured but by a declared setting, so that all of it is checked at the start and documented.</summary>
public class SettingRegistryTests
{
    private const string Registry = "Polychron.Settings";
    private const string Host = "Polychron.EmbeddedHost";

    // The host hands sections on to the framework, and reads the names in its own files.
    private static readonly string[] Doors = ["IConfiguration.GetSection", "ConfigurationManager.GetSection", "ConfigurationExtensions.AsEnumerable"];

    [Fact]
    public void Every_setting_that_is_declared_is_checked_at_the_start()
    {
        Assert.True(AppSettingList.Declared.Count > 30);
        Assert.Empty(AppSettingList.Declared.Except(AppSettingList.All).Select(setting => setting.Name));
        Assert.Empty(AppSettingList.All.Except(AppSettingList.Declared).Select(setting => setting.Name));
    }

    [Fact]
    public void No_two_settings_have_one_name() =>
        Assert.Empty(AppSettingList.All.GroupBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Each_takes_its_own_example()
    {
        Assert.All(AppSettingList.All.Where(setting => !setting.IsSecret && setting.Example != "none"), setting =>
        {
            var configuration = new ConfigurationManager { [setting.Key] = setting.Example };
            Assert.DoesNotContain(SettingReport.Of(configuration, AppSettingList.Groups).Errors, problem => problem.Name == setting.Name);
        });
    }

    [Fact]
    public void Nothing_but_the_registry_reads_the_configuration()
    {
        var products = BuiltAssembly.Product.Where(assembly => assembly.Name != Registry).ToList();

        Assert.True(products.Count > 10);
        Assert.Empty(products.SelectMany(assembly => Reads(assembly).Select(read => $"{assembly.Name}: {read}")));
    }

    [Fact]
    public void Another_reader_is_noticed()
    {
        var configuration = new ConfigurationManager { ["Polychron:Planted"] = "x" };
        Assert.Equal("x", configuration.GetValue<string>("Polychron:Planted"));
        Assert.Equal("x", ((IConfiguration)configuration)["Polychron:Planted"]);
        Assert.Null(Environment.GetEnvironmentVariable("Polychron__Planted"));

        // This assembly reads it in the lines above.
        var found = Reads(BuiltAssembly.Read("Polychron.Architecture.Tests"));
        Assert.Superset(
            new HashSet<string> { "ConfigurationBinder.GetValue", "IConfiguration.get_Item", "Environment.GetEnvironmentVariable" }, found.ToHashSet());
    }

    private static IEnumerable<string> Reads(BuiltAssembly assembly) =>
        from symbol in assembly.Symbols
        let name = $"{symbol.Type}.{symbol.Member}"
        where IsRead(symbol) && !(assembly.Name == Host && Doors.Contains(name))
        select name;

    private static bool IsRead(UsedSymbol symbol) => (symbol.Namespace, symbol.Type, symbol.Member) switch
    {
        ("System", "Environment", "GetEnvironmentVariable" or "GetEnvironmentVariables") => true,
        ("Microsoft.Extensions.Configuration", "IConfiguration" or "IConfigurationSection" or "ConfigurationManager" or "ConfigurationRoot" or "ConfigurationSection",
            "get_Item" or "get_Value" or "GetSection" or "GetChildren") => true,
        ("Microsoft.Extensions.Configuration", "ConfigurationBinder" or "ConfigurationExtensions", not null) => symbol.Member is not "Add",
        ("Microsoft.Extensions.DependencyInjection", "OptionsConfigurationServiceCollectionExtensions", not null) => true,
        _ => false,
    };
}

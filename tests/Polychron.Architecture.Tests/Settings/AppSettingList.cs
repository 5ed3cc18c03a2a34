using System.Reflection;
using Microsoft.Azure.Functions.Worker.Builder;
using Polychron.Architecture.Tests.Support;
using Polychron.Functions;
using Polychron.Settings;

namespace Polychron.Architecture.Tests.Settings;

/// <summary>The settings of the app and of the host that runs it here.</summary>
internal static class AppSettingList
{
    public static IReadOnlyList<SettingGroup> Groups { get; } =
        [.. AppSettings.Groups.Union(SettingGroup.Registered(FunctionsApplication.CreateBuilder([]).Services)).Where(group => group.Settings.Count > 0)];

    public static IReadOnlyList<Setting> All { get; } = [.. Groups.SelectMany(group => group.Settings)];

    /// <summary>The settings that the product's classes hold.</summary>
    public static IReadOnlyList<Setting> Declared { get; } = [.. BuiltAssembly.Product.SelectMany(assembly => Of(Assembly.Load(assembly.Name)))];

    public static IEnumerable<Setting> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        where !type.ContainsGenericParameters
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where typeof(Setting).IsAssignableFrom(field.FieldType) || typeof(IEnumerable<Setting>).IsAssignableFrom(field.FieldType)
        from setting in field.GetValue(null) as IEnumerable<Setting> ?? [(Setting)field.GetValue(null)!]
        select setting;
}

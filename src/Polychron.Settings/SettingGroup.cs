using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Polychron.Settings;

/// <summary>What is wrong with settings together that are acceptable each by itself.</summary>
/// <param name="configuration">The configuration. A setting that is itself wrong throws when it is read, which ends the rule.</param>
public delegate IEnumerable<SettingProblem> SettingRule(IConfiguration configuration);

/// <summary>The settings of one part of the server: everything that the part reads.</summary>
public sealed class SettingGroup
{
    /// <summary>A group.</summary>
    /// <param name="title">The part, as a heading of the documentation.</param>
    /// <param name="settings">Its settings, in the order in which they are documented; each in this group alone.</param>
    public SettingGroup(string title, params IReadOnlyList<Setting> settings)
    {
        Title = title;
        Settings = settings;
        foreach (var setting in settings)
        {
            setting.Group = setting.Group is null ? this : throw new InvalidOperationException($"{setting.Name} is in two groups.");
        }
    }

    /// <summary>The part, as a heading.</summary>
    public string Title { get; }

    /// <summary>The settings.</summary>
    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>What has to hold among them.</summary>
    public IReadOnlyList<SettingRule> Rules { get; init; } = [];

    /// <summary>The group of a file that cannot be read: no settings, and one problem.</summary>
    /// <param name="problem">What is wrong, beginning with the file's path and a colon or a blank.</param>
    public static SettingGroup OfFile(string problem) => new("") { Rules = [_ => [new("The settings file", problem, "Mend it or remove it.")]] };

    /// <summary>The groups that were registered as services by whoever is not known to the app: the host that runs it.</summary>
    public static IEnumerable<SettingGroup> Registered(IServiceCollection services) =>
        services.Select(service => service.ImplementationInstance).OfType<SettingGroup>();
}

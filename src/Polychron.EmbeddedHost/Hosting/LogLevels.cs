using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Polychron.Settings;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>The levels in <c>Logging:LogLevel</c>, of which any category can have one: a wrong one would stop the start with a stack trace.</summary>
internal static class LogLevels
{
    public const string Values = "Trace, Debug, Information, Warning, Error, Critical or None";

    private const string Section = "Logging:LogLevel";

    public static bool IsLevel(string text) => Enum.TryParse<LogLevel>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) && !char.IsAsciiDigit(text[0]);

    public static IEnumerable<SettingProblem> Check(IConfiguration configuration) =>
        from setting in configuration.GetSection(Section).AsEnumerable()
        where !string.IsNullOrEmpty(setting.Value) && !IsLevel(setting.Value)
        let name = setting.Key.Replace(":", "__", StringComparison.Ordinal)
        where name != HostSettings.LogLevel.Name && name != HostSettings.OwnLogLevel.Name
        select new SettingProblem(name, $"is no level of logging: it has to be {Values}", $"For example: {name}=Warning");
}

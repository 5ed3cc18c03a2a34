using Microsoft.Extensions.Configuration;

namespace Polychron.Settings;

/// <summary>Settings that a function's trigger names instead of its value: <c>%Name%</c>, as the Functions host has it.</summary>
public static class TriggerSettings
{
    /// <summary>The text itself, or the value of the setting that it names, or null if that is missing.</summary>
    public static string? Resolve(IConfiguration configuration, string text) => text.Length > 2 && text[0] == '%' && text[^1] == '%'
        ? configuration[text[1..^1].Replace("__", ":", StringComparison.Ordinal)]
        : text;
}

using System.Text.RegularExpressions;

namespace Polychron.Dialects.Timely.Wire;

/// <summary>Colours, which Timely writes as six hex digits without a sign before them.</summary>
internal static partial class Colors
{
    /// <summary>What is said of a colour that is none.</summary>
    public const string Invalid = "is invalid";

    /// <summary>The domain's <c>#67A3BC</c> as <c>67a3bc</c>.</summary>
    public static string Show(string color) => color.TrimStart('#').ToLowerInvariant();

    /// <summary>A colour of a request as the domain's; null if it is none.</summary>
    public static string? Read(string text) => Pattern().IsMatch(text) ? $"#{text.TrimStart('#').ToUpperInvariant()}" : null;

    [GeneratedRegex(@"^#?[0-9A-Fa-f]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

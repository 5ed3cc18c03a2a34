using Polychron.Settings;

namespace Polychron.Import;

/// <summary>The settings of imports.</summary>
public static class ImportSettings
{
    /// <summary>The most bytes of an uploaded file.</summary>
    public static readonly Setting<long> MaxBytes = Declare.LongNumber(
        "Polychron:Imports:MaxBytes", 1L << 30, 1, 1L << 40, "the most bytes of an uploaded import, as sent and as unpacked");

    /// <summary>All of them.</summary>
    public static SettingGroup Group { get; } = new("Imports", MaxBytes);
}

using Polychron.Settings;

namespace Polychron.Dialects.Timedash;

/// <summary>The settings of the dialect.</summary>
public static class TimedashSettings
{
    /// <summary>Whether plain HTTP is served to others than this machine.</summary>
    public static readonly Setting<bool> AllowHttp = Declare.Flag(
        "Polychron:Timedash:AllowHttp", false, "`true` serves Timedash over plain HTTP to other machines");

    /// <summary>All of them.</summary>
    public static SettingGroup Group { get; } = new("Timedash", AllowHttp);
}
